import type { KeychainKind } from '@ebbflow/contracts';
import type { Statement } from '@ebbflow/persistence';

export interface KeyLeaseMaterial {
  readonly kind: KeychainKind;
  readonly teamId: string | null;
  readonly allowedOrigins: readonly string[];
  readonly secretVersion: number;
  /** These four are null where the secret must be entered again. */
  readonly secretSealed: Buffer | null;
  readonly keyVersion: number | null;
  readonly keyState: 'active' | 'destroyed' | null;
  readonly wrappedKeySealed: Buffer | null;
}

/** The key and the tenant key its secret lies under, in one round trip: a lease is asked for inside every run. */
export const findKeyLeaseMaterial: Statement = {
  name: 'find-key-lease-material',
  text: `
    select keychain.kind, keychain.team_id as "teamId", keychain.allowed_origins as "allowedOrigins", keychain.secret_version as "secretVersion",
           keychain.secret_sealed as "secretSealed", keychain.key_version as "keyVersion",
           tenant_key.state as "keyState", tenant_key.wrapped_key_sealed as "wrappedKeySealed"
      from vault.keychain
      left join vault.tenant_key on tenant_key.tenant_id = keychain.tenant_id
       and tenant_key.purpose = 'secrets' and tenant_key.version = keychain.key_version
     where keychain.tenant_id = $1 and keychain.id = $2`,
};
