import { readFileSync } from 'node:fs';
import { Secret } from '@ebbflow/kernel';
import { BadRootKeyError } from './crypto.errors.ts';
import { fingerprintOf } from './key-fingerprint.ts';
import { type KeyWrapper, RawAesKeyWrapper } from './key-wrapper.ts';
import { KEY_BYTES } from './tenant-key.ts';

/**
 * The key everything else hangs from: 32 bytes of ours, or a key that never leaves AWS KMS. Whoever loses it loses every
 * credential and payload; whoever has it and a database dump has them all. So: back it up, never beside the database.
 */
export interface RootKey {
  /** Tells root keys apart in rows, logs and messages without telling anything about the key: 16 hex digits, or a KMS key's ARN. */
  readonly fingerprint: string;
  /** For a SecretEnvelope. The fingerprint in the key's name makes a message say which root key it needs. */
  wrapper(): KeyWrapper;
}

/** A root key held in memory. Its file holds 32 random bytes in standard base64 (44 characters) and a line break, readable by its owner only (0600). */
export class RawRootKey implements RootKey {
  readonly fingerprint: string;
  readonly #bytes: Secret<Buffer>;

  /** @throws BadRootKeyError unless 32 bytes. `where` stands in the message: a variable's or file's name. */
  constructor(bytes: Buffer, where: string) {
    if (bytes.length !== KEY_BYTES) throw new BadRootKeyError(where);
    this.#bytes = new Secret(Buffer.from(bytes));
    this.fingerprint = fingerprintOf(bytes);
  }

  wrapper(): KeyWrapper {
    return new RawAesKeyWrapper(`root/${this.fingerprint}`, this.#bytes.reveal());
  }
}

/** From a setting's value (`settings.secret('…')` reads the variable or the file it names). @throws BadRootKeyError */
export function parseRootKey(text: Secret, where: string): RawRootKey {
  return new RawRootKey(rootKeyBytesOf(text, where), where);
}

/** From a file. @throws BadRootKeyError, or the file system's own error when it cannot be read. */
export function loadRootKey(path: string): RawRootKey {
  return parseRootKey(new Secret(readFileSync(path, 'utf8')), path);
}

/** The 32 bytes themselves: for a backup. Overwrite them. @throws BadRootKeyError */
export function rootKeyBytesOf(text: Secret, where: string): Buffer {
  const base64 = text.reveal().trim();
  // Node's decoder skips what is not base64; a key with a lost character must be refused, not guessed.
  if (!/^[A-Za-z0-9+/]{43}=$/.test(base64)) throw new BadRootKeyError(where);
  return Buffer.from(base64, 'base64');
}
