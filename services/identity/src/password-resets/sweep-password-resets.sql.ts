import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepPasswordResets: Statement = {
  name: 'identity.sweep-password-resets',
  text: 'delete from identity.password_reset where expires_at <= $1',
};
