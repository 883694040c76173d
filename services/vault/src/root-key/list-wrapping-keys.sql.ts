import type { Statement } from '@ebbflow/persistence';

export interface StoredWrappingKey {
  readonly generation: number;
  readonly rootKeyFingerprint: string;
  readonly keySealed: Buffer;
}

/** Youngest first; more than one while a rotation is under way. */
export const listWrappingKeys: Statement = {
  name: 'list-wrapping-keys',
  text: `
    select generation, root_key_fingerprint as "rootKeyFingerprint", key_sealed as "keySealed"
      from vault.wrapping_key order by generation desc`,
};
