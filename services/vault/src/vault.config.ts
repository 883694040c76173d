import { ConfigError, type Settings } from '@ebbflow/config';
import { parseRootKey, type RootKey } from '@ebbflow/crypto/secrets';

/** What vault cannot do without. */
export class VaultConfig {
  /**
   * The key that wraps every tenant's keys: 32 random bytes in base64, in EBB_VAULT_ROOT_KEY or the file EBB_VAULT_ROOT_KEY_FILE
   * names. Made once, backed up apart from the database. No default.
   */
  readonly rootKey: RootKey;

  constructor(settings: Settings) {
    const text = settings.secret('EBB_VAULT_ROOT_KEY');
    try {
      this.rootKey = parseRootKey(text, 'EBB_VAULT_ROOT_KEY');
    } catch {
      throw new ConfigError(
        'EBB_VAULT_ROOT_KEY',
        'must be 32 bytes in base64 (44 characters); restore the root key from its backup.',
      );
    }
  }
}
