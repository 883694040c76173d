import { ConfigError } from '@ebbflow/config';

/** The root key is well formed but not the one this database was sealed under. Vault refuses to start (exit 78). */
export class RootKeyMismatchError extends ConfigError {
  constructor(configured: string, stored: string) {
    super(
      'EBB_VAULT_ROOT_KEY',
      `is not the root key of this database: it has the fingerprint ${configured}, the database was sealed under ${stored}. Restore that root key from its backup; nothing was changed.`,
    );
  }
}
