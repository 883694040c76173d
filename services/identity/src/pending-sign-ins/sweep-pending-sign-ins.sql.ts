import type { Statement } from '@ebbflow/persistence';

/** What is over, of all tenants. $1 now */
export const sweepPendingSignIns: Statement = {
  name: 'identity.sweep-pending-sign-ins',
  text: 'delete from identity.pending_sign_in where expires_at <= $1',
};
