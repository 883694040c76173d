import type { Statement } from '@ebbflow/persistence';

export interface HookSecretMaterial {
  readonly id: string;
  readonly secretSealed: Buffer;
  readonly keyVersion: number;
  readonly keyState: 'active' | 'destroyed';
  readonly wrappedKeySealed: Buffer | null;
}

/** The secrets of a hook and the keys they lie under, newest first. */
export const findHookSecretMaterial: Statement = {
  name: 'find-hook-secret-material',
  text: `
    select hook_secret.id, hook_secret.secret_sealed as "secretSealed", hook_secret.key_version as "keyVersion",
           tenant_key.state as "keyState", tenant_key.wrapped_key_sealed as "wrappedKeySealed"
      from vault.hook_secret
      join vault.tenant_key on tenant_key.tenant_id = hook_secret.tenant_id
       and tenant_key.purpose = 'secrets' and tenant_key.version = hook_secret.key_version
     where hook_secret.tenant_id = $1 and hook_secret.hook_id = $2 order by hook_secret.id desc`,
};
