import { randomBytes } from 'node:crypto';
import { fingerprintOf } from './key-fingerprint.ts';
import { KEY_BYTES } from './tenant-key.ts';
import { writeKeyFile } from './write-key-file.ts';

/**
 * Makes a new root key and writes it, durably, to a file that must not exist yet (EEXIST otherwise): overwriting the key
 * of a database that holds something would destroy all of it. Format: see RootKey.
 * @returns the fingerprint only, so that whoever sets up a machine needs no way to open anything.
 */
export function generateRootKey(path: string): string {
  const bytes = randomBytes(KEY_BYTES);
  writeKeyFile(path, `${bytes.toString('base64')}\n`);
  const fingerprint = fingerprintOf(bytes);
  bytes.fill(0);
  return fingerprint;
}
