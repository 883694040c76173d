import type { Statement } from '@ebbflow/persistence';

export const findClaim: Statement = {
  name: 'find-claim',
  text: `
    select delivery_ids as "deliveryIds" from gateway.hook_claim where tenant_id = $1 and run_id = $2`,
};
