import { existsSync, readFileSync, rmSync } from 'node:fs';
import { generateRootKey, moveKeyFile, writeKeyFile } from '@ebbflow/crypto';
import type { Secret } from '@ebbflow/kernel';
import type { KeysConfig } from './keys.config.ts';
import { readRootKey, writeBackup } from './write-backup.ts';

/** The old key is set aside and another is in its place: what is left is vault's part. */
export function isNewKeyInPlace({ rootKeyFile, previousFile }: KeysConfig): boolean {
  if (!existsSync(previousFile)) return false;
  const previous = readFileSync(previousFile, 'utf8');
  // One that was cut off while it was written is the beginning of the key in place.
  return !readRootKey(rootKeyFile).reveal().startsWith(previous);
}

/** A new key, backed up, in the place of the old one, which is *previous* from here on. @throws as writeBackup; then nothing is in another place */
export function putNewKeyInPlace(config: KeysConfig, backup: string, passphrase: Secret): void {
  const { rootKeyFile, previousFile } = config;
  const nextFile = `${rootKeyFile}.next`;
  const old = readRootKey(rootKeyFile);
  // One that was left by a rotation that was cut off is not used yet, and its backup may not be the one named now.
  rmSync(nextFile, { force: true });
  generateRootKey(nextFile);
  const fingerprint = writeBackup(nextFile, backup, passphrase);
  process.stderr.write(`  new root key ${fingerprint}, backed up to ${backup}\n`);
  rmSync(previousFile, { force: true });
  writeKeyFile(previousFile, old.reveal());
  moveKeyFile(nextFile, rootKeyFile);
}

/** What `putNewKeyInPlace` did, undone: for a key that nothing lies under. Its backup goes too, so that nobody relies on it. */
export function takeBackNewKey({ rootKeyFile, previousFile }: KeysConfig, backup: string): void {
  moveKeyFile(previousFile, rootKeyFile);
  rmSync(backup, { force: true });
}
