import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { backUpRootKey, restoreRootKey, rootKeyFingerprintOf, writeKeyFile } from '@ebbflow/crypto';
import { ExpectedError, Secret } from '@ebbflow/kernel';
import type { KeysConfig } from './keys.config.ts';

/** Refused before anything is asked or written. @throws ExpectedError CLI.BACKUP_BESIDE_DATA: who loses the folder would lose both */
export function checkBackupPlace(config: KeysConfig, backupFile: string): void {
  const path = resolve(backupFile);
  if (!path.startsWith(`${config.dataDir}${sep}`)) return;
  throw new ExpectedError(
    'CLI.BACKUP_BESIDE_DATA',
    400,
    `${path} lies in the data folder; a backup must lie somewhere else, best on another machine.`,
  );
}

/**
 * Seals the key in `keyFile` under the passphrase into `backupFile`, and opens it again from there: a backup nobody has tried is none.
 * @returns the key's fingerprint. @throws ExpectedError CLI.FILE_EXISTS, CLI.NO_FILE, BadRootKeyError, WeakPassphraseError
 */
export function writeBackup(keyFile: string, backupFile: string, passphrase: Secret): string {
  const rootKey = readRootKey(keyFile);
  const backup = backUpRootKey(rootKey, passphrase);
  try {
    writeKeyFile(resolve(backupFile), backup);
  } catch (cause) {
    const isThere = (cause as NodeJS.ErrnoException).code === 'EEXIST';
    const message = isThere
      ? `${backupFile} exists already; name a file that does not.`
      : `${backupFile} cannot be written.`;
    throw new ExpectedError(isThere ? 'CLI.FILE_EXISTS' : 'CLI.NO_FILE', 409, message, { cause });
  }
  return restoreRootKey(readFileSync(backupFile, 'utf8'), passphrase).fingerprint;
}

/**
 * For a rotation that goes on: the backup may have been made before it was cut off, or under a name that is not the one given now.
 * @throws as writeBackup; CLI.FILE_EXISTS for a backup of another key; BadBackupError for what the passphrase does not open
 */
export function openOrWriteBackup(keyFile: string, backupFile: string, passphrase: Secret): void {
  if (!existsSync(backupFile)) {
    writeBackup(keyFile, backupFile, passphrase);
    return;
  }
  const { fingerprint } = restoreRootKey(readFileSync(backupFile, 'utf8'), passphrase);
  if (fingerprint === rootKeyFingerprintOf(readRootKey(keyFile), keyFile)) return;
  throw new ExpectedError(
    'CLI.FILE_EXISTS',
    409,
    `${backupFile} exists already and is the backup of another root key (${fingerprint}); name a file that does not.`,
  );
}

export function noteBackup(config: KeysConfig, fingerprint: string): void {
  const note = { fingerprint, madeAt: new Date().toISOString() };
  try {
    writeFileSync(config.backupMarker, `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 });
  } catch {
    // No data folder here: only an all-in-one's start looks for the note.
  }
}

/** @throws ExpectedError CLI.NO_ROOT_KEY */
export function readRootKey(file: string): Secret {
  try {
    return new Secret(readFileSync(file, 'utf8'));
  } catch (cause) {
    throw new ExpectedError(
      'CLI.NO_ROOT_KEY',
      404,
      `There is no root key at ${file}; restore it from its backup: ebbflow keys restore-root BACKUP. A root key in AWS KMS never lies in a file.`,
      { cause },
    );
  }
}
