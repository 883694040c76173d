import type { Statement } from '@ebbflow/persistence';

/** Uses of connections before $1 and of keys before $3, and consents that were not finished until $2. */
export const sweepConnections: Statement = {
  name: 'sweep-connections',
  text: `
    with uses as (delete from vault.connection_use where day < ($1::timestamptz at time zone 'utc')::date),
      key_uses as (delete from vault.keychain_use where day < ($3::timestamptz at time zone 'utc')::date)
    delete from vault.oauth_attempt where expires_at < $2`,
};
