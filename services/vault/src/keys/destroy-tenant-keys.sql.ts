import type { Statement } from '@ebbflow/persistence';

/**
 * All keys of tenant $1 at $2: the bytes go, the rows stay as tombstones. Where there never was a key a tombstone is put, so that none is
 * made for somebody who is gone.
 */
export const destroyTenantKeys: Statement = {
  name: 'destroy-tenant-keys',
  text: `
    with destroyed as (
      update vault.tenant_key
         set state = 'destroyed', wrapped_key_sealed = null, wrapping_generation = null, destroyed_at = $2::timestamptz
       where tenant_id = $1 and state = 'active'
      returning purpose
    ), placed as (
      insert into vault.tenant_key (tenant_id, purpose, version, state, root_key_fingerprint, created_at, destroyed_at)
      select $1, purpose, 1, 'destroyed', '', $2::timestamptz, $2::timestamptz
        from unnest(array['payload', 'secrets']) as purpose
      on conflict (tenant_id, purpose, version) do nothing
    )
    select count(*)::int as destroyed from destroyed`,
};
