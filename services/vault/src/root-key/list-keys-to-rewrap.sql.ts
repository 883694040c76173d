import type { KeyPurpose } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface KeyToRewrap {
  readonly tenantId: string;
  readonly purpose: KeyPurpose;
  readonly version: number;
  readonly wrappedKeySealed: Buffer;
}

/** The next $5 in the order of the primary key after ($2, $3, $4) that do not lie under generation $1. Going on from the last one reads each row once. */
export const listKeysToRewrap: Statement = {
  name: 'list-keys-to-rewrap',
  text: `
    select tenant_id as "tenantId", purpose, version, wrapped_key_sealed as "wrappedKeySealed"
      from vault.tenant_key
     where (tenant_id, purpose, version) > ($2, $3, $4::int)
       and state = 'active' and wrapping_generation is distinct from $1::int
     order by tenant_id, purpose, version limit $5`,
};
