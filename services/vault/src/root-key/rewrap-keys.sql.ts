import type { Statement } from '@ebbflow/persistence';

/** Each only while it is what was read: a key destroyed or rewrapped meanwhile stays so. Rows are locked in one order, for two replicas may be at it. */
export const rewrapKeys: Statement = {
  name: 'rewrap-keys',
  text: `
    with rewrapped as (
      select * from unnest($3::text[], $4::text[], $5::int[], $6::bytea[], $7::bytea[])
        as given (tenant_id, purpose, version, seen, wrapped)
    ), locked as materialized (
      select tenant_key.tenant_id, tenant_key.purpose, tenant_key.version, rewrapped.wrapped
        from vault.tenant_key join rewrapped using (tenant_id, purpose, version)
       where tenant_key.wrapped_key_sealed = rewrapped.seen
       order by tenant_key.tenant_id, tenant_key.purpose, tenant_key.version
         for no key update of tenant_key
    )
    update vault.tenant_key
       set wrapped_key_sealed = locked.wrapped, wrapping_generation = $1, root_key_fingerprint = $2
      from locked
     where tenant_key.tenant_id = locked.tenant_id and tenant_key.purpose = locked.purpose
       and tenant_key.version = locked.version`,
};
