import type { Statement } from '@ebbflow/persistence';

/**
 * Of many first readers one inserts; the others wait for it here and insert nothing. They must then read with a *new*
 * statement: this one's snapshot is older than the winner's row, so an `insert … returning union select` finds neither.
 */
export const insertTenantKey: Statement = {
  name: 'insert-tenant-key',
  text: `
    insert into vault.tenant_key (tenant_id, purpose, version, wrapped_key_sealed, wrapping_generation, root_key_fingerprint, created_at)
    values ($1, $2, $3, $4, $5, $6, $7)
    on conflict (tenant_id, purpose, version) do nothing`,
};
