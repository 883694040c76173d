import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepInvitations: Statement = {
  name: 'identity.sweep-invitations',
  text: 'delete from identity.invitation where expires_at <= $1',
};
