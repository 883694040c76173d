import type { Statement } from '@ebbflow/persistence';

export const insertClaim: Statement = {
  name: 'insert-claim',
  text: `
    insert into gateway.hook_claim (tenant_id, run_id, hook_id, delivery_ids, claimed_at) values ($1, $2, $3, $4, $5)`,
};
