import type { KeyPurpose } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface ListedTenantKey {
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly state: 'active' | 'destroyed';
  readonly createdAt: Date;
  readonly destroyedAt: Date | null;
}

/** Youngest first by purpose; without the keys. */
export const listTenantKeys: Statement = {
  name: 'list-tenant-keys',
  text: `
    select purpose, version, state, created_at as "createdAt", destroyed_at as "destroyedAt"
      from vault.tenant_key where tenant_id = $1 order by purpose, version desc`,
};
