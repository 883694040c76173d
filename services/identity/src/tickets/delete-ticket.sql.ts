import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 id */
export const deleteTicket: Statement = {
  name: 'identity.delete-ticket',
  text: 'delete from identity.ticket where tenant_id = $1 and id = $2',
};
