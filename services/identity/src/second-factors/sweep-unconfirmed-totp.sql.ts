import type { Statement } from '@ebbflow/persistence';

/** Secrets that were shown and not confirmed within a day, of all tenants; after a quarter of an hour they are of no use. $1 now */
export const sweepUnconfirmedTotp: Statement = {
  name: 'identity.sweep-unconfirmed-totp',
  text: `delete from identity.totp where confirmed_at is null and created_at <= $1::timestamptz - interval '1 day'`,
};
