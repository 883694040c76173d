import type { Statement } from '@ebbflow/persistence';

export interface StoredRootKeyCheck {
  readonly fingerprint: string;
  readonly checkSealed: Buffer;
}

export const findRootKeyCheck: Statement = {
  name: 'find-root-key-check',
  text: `select fingerprint, check_sealed as "checkSealed" from vault.root_key_check where id = 'root'`,
};
