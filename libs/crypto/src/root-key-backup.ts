import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { Secret } from '@ebbflow/kernel';
import { BadBackupError, WeakPassphraseError } from './crypto.errors.ts';
import { fingerprintOf } from './key-fingerprint.ts';
import { rootKeyBytesOf } from './root-key.ts';
import { TAG_BYTES } from './seal-payload.ts';
import { KEY_BYTES } from './tenant-key.ts';

const KIND = 'ebbflow root key backup';
/** OWASP's first choice for scrypt: 128 MiB and about half a second, which whoever guesses pays for every guess. */
const COST = { N: 2 ** 17, r: 8, p: 1 } as const;
const NONCE_BYTES = 12;
const LEAST_PASSPHRASE = 12;

interface BackupFile {
  readonly kind: typeof KIND;
  readonly format: 1;
  readonly fingerprint: string;
  readonly scrypt: { readonly N: number; readonly r: number; readonly p: number; readonly salt: string };
  readonly nonce: string;
  readonly sealed: string;
}

/**
 * A root key sealed under a passphrase (scrypt, then AES-256-GCM), as a JSON document that may lie where the key itself may not.
 * @param rootKey as the key's file holds it
 * @throws BadRootKeyError, WeakPassphraseError below 12 characters
 */
export function backUpRootKey(rootKey: Secret, passphrase: Secret): string {
  if (passphrase.reveal().length < LEAST_PASSPHRASE) throw new WeakPassphraseError(LEAST_PASSPHRASE);
  const bytes = rootKeyBytesOf(rootKey, 'the file to back up');
  const fingerprint = fingerprintOf(bytes);
  const salt = randomBytes(16);
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', stretch(passphrase, salt), nonce);
  cipher.setAAD(additionalDataOf(fingerprint));
  const sealed = Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
  bytes.fill(0);
  const file: BackupFile = {
    kind: KIND,
    format: 1,
    fingerprint,
    scrypt: { ...COST, salt: salt.toString('base64') },
    nonce: nonce.toString('base64'),
    sealed: sealed.toString('base64'),
  };
  return `${JSON.stringify(file, null, 2)}\n`;
}

/** By which a root key is told from others, in rows, logs and messages. @throws BadRootKeyError. `where` stands in its message. */
export function rootKeyFingerprintOf(rootKey: Secret, where: string): string {
  const bytes = rootKeyBytesOf(rootKey, where);
  const fingerprint = fingerprintOf(bytes);
  bytes.fill(0);
  return fingerprint;
}

export interface RestoredRootKey {
  readonly fingerprint: string;
  /** As the key's file holds it. */
  readonly rootKey: Secret;
}

/** The inverse. @throws BadBackupError for another passphrase, a changed file, or a file that is no such backup: which of them is not said. */
export function restoreRootKey(backup: string, passphrase: Secret): RestoredRootKey {
  const file = parse(backup);
  const sealed = Buffer.from(file.sealed, 'base64');
  if (sealed.length !== KEY_BYTES + TAG_BYTES) throw new BadBackupError();
  const key = stretch(passphrase, Buffer.from(file.scrypt.salt, 'base64'));
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(file.nonce, 'base64'), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(additionalDataOf(file.fingerprint));
    decipher.setAuthTag(sealed.subarray(KEY_BYTES));
    const bytes = Buffer.concat([decipher.update(sealed.subarray(0, KEY_BYTES)), decipher.final()]);
    const rootKey = new Secret(bytes.toString('base64'));
    bytes.fill(0);
    return { fingerprint: file.fingerprint, rootKey };
  } catch {
    throw new BadBackupError();
  }
}

/** Costs are those of this format, not what the file says: a changed file must not make this machine work for an hour. */
function parse(backup: string): BackupFile {
  try {
    const file = JSON.parse(backup) as BackupFile;
    const { N, r, p } = file.scrypt;
    const { kind, format }: { kind: string; format: number } = file;
    const texts: unknown[] = [file.fingerprint, file.scrypt.salt, file.nonce, file.sealed];
    const isOurs = kind === KIND && format === 1 && texts.every((text) => typeof text === 'string');
    if (isOurs && N === COST.N && r === COST.r && p === COST.p) return file;
  } catch {
    // Falls through: the parser's error may quote the file.
  }
  throw new BadBackupError();
}

function stretch(passphrase: Secret, salt: Buffer): Buffer {
  return scryptSync(passphrase.reveal().normalize('NFKC'), salt, KEY_BYTES, { ...COST, maxmem: 256 * 1024 * 1024 });
}

function additionalDataOf(fingerprint: string): Buffer {
  return Buffer.from(`${KIND} 1 ${fingerprint}`);
}
