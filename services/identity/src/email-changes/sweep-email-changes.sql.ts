import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepEmailChanges: Statement = {
  name: 'identity.sweep-email-changes',
  text: 'delete from identity.email_change where expires_at <= $1',
};
