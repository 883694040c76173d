import { join, resolve } from 'node:path';
import type { Settings } from '@ebbflow/config';
import type { Secret } from '@ebbflow/kernel';

/** Where `ebbflow keys` finds what it works on. */
export class KeysConfig {
  /** Data folder of an all-in-one. Default `.ebbflow`. */
  readonly dataDir: string;
  /** File of the root key, as vault's settings name it. Default: `secrets/root-key` in the data folder. */
  readonly rootKeyFile: string;
  /** Passphrase of a backup of the root key, at least 12 characters. Left out: it is asked for at the terminal. */
  readonly passphrase: Secret | undefined;

  constructor(settings: Settings) {
    this.dataDir = resolve(settings.string('EBB_DATA_DIR', { default: '.ebbflow' }));
    this.rootKeyFile = settings.optionalString('EBB_VAULT_ROOT_KEY_FILE') ?? join(this.dataDir, 'secrets', 'root-key');
    this.passphrase = settings.optionalSecret('EBB_BACKUP_PASSPHRASE');
  }

  /** The root key before this one, while a rotation has not moved everything. */
  get previousFile(): string {
    return `${this.rootKeyFile}.previous`;
  }

  /** That a backup was made, of which key and when; the all-in-one's start reads it. */
  get backupMarker(): string {
    return join(this.dataDir, 'root-key-backup.json');
  }
}
