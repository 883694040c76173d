import { DefectError } from '@ebbflow/kernel';

/** A PBKDF2-SHA512 hash in its parts; as text it is the PHC string `$pbkdf2-sha512$i=220000$<salt>$<hash>` (base64 without padding). */
export interface PasswordHash {
  readonly iterations: number;
  readonly salt: Buffer;
  readonly key: Buffer;
}

export const SALT_BYTES = 16;
export const KEY_BYTES = 64;

const PHC = /^\$pbkdf2-sha512\$i=(\d{1,9})\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

export function formatPasswordHash({ iterations, salt, key }: PasswordHash): string {
  return `$pbkdf2-sha512$i=${String(iterations)}$${unpadded(salt)}$${unpadded(key)}`;
}

/** @throws DefectError when a stored hash has another form: then the row was not written by us. */
export function parsePasswordHash(text: string): PasswordHash {
  const [, iterations, salt, key] = PHC.exec(text) ?? [];
  if (iterations === undefined || salt === undefined || key === undefined) {
    throw new DefectError('IDENTITY.BAD_PASSWORD_HASH', 'A stored password hash is not a pbkdf2-sha512 PHC string.');
  }
  return { iterations: Number(iterations), salt: Buffer.from(salt, 'base64'), key: Buffer.from(key, 'base64') };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
