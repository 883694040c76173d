import type { Statement } from '@ebbflow/persistence';

/** A new secret, unless there is a confirmed one: no row then. Attempts stay counted. $1 tenant, $2 user, $3 secret, $4 key version, $5 now */
export const replaceTotp: Statement = {
  name: 'identity.replace-totp',
  text: `insert into identity.totp as known (tenant_id, user_id, secret_sealed, key_version, attempts_since, created_at)
    values ($1, $2, $3, $4, $5, $5)
    on conflict (tenant_id, user_id) do update
      set secret_sealed = excluded.secret_sealed, key_version = excluded.key_version, created_at = excluded.created_at
      where known.confirmed_at is null
    returning user_id`,
};
