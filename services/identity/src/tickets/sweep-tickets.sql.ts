import type { Statement } from '@ebbflow/persistence';

/** What could not be handed over in time, of all tenants. $1 now */
export const sweepTickets: Statement = {
  name: 'identity.sweep-tickets',
  text: 'delete from identity.ticket where expires_at <= $1 returning tenant_id',
};
