import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id, $3 when it is due again */
export const putOffTicket: Statement = {
  name: 'identity.put-off-ticket',
  text: 'update identity.ticket set due_at = $3 where tenant_id = $1 and id = $2',
};
