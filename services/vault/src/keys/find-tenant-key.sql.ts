import type { Statement } from '@ebbflow/persistence';

export interface StoredTenantKey {
  readonly version: number;
  readonly state: 'active' | 'destroyed';
  readonly wrappedKeySealed: Buffer | null;
}

/** $3 null = the current version, which is the highest. */
export const findTenantKey: Statement = {
  name: 'find-tenant-key',
  text: `
    select version, state, wrapped_key_sealed as "wrappedKeySealed"
    from vault.tenant_key
    where tenant_id = $1 and purpose = $2 and ($3::integer is null or version = $3)
    order by version desc
    limit 1`,
};
