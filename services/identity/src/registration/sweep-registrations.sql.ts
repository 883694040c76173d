import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepRegistrations: Statement = {
  name: 'identity.sweep-registrations',
  text: 'delete from identity.registration where expires_at <= $1',
};
