import type { Statement } from '@ebbflow/persistence';

/** Offers nobody accepted in time, of all tenants. $1 now */
export const sweepOwnershipTransfers: Statement = {
  name: 'identity.sweep-ownership-transfers',
  text: 'delete from identity.ownership_transfer where expires_at <= $1',
};
