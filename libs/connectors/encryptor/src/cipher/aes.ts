import { ModuleError } from '@ebbflow/connector-sdk';
import { createCipheriv, createDecipheriv } from 'node:crypto';

/** Modes a user may name. ECB is left out: equal blocks stay equal, so it does not hide what it encrypts. */
export type AesMode = 'cbc' | 'gcm';

const KEY_BYTES: readonly number[] = [16, 24, 32];
const VECTOR_BYTES: Readonly<Record<AesMode, number>> = { cbc: 16, gcm: 12 };
export const TAG_BYTES = 16;

export interface AesKey {
  readonly mode: AesMode;
  readonly key: Uint8Array;
  readonly vector: Uint8Array;
}

export function encrypt(
  { mode, key, vector }: AesKey,
  plain: Uint8Array,
): { readonly sealed: Buffer; readonly tag: Buffer } {
  requireLengths({ mode, key, vector });
  if (mode === 'cbc') {
    const cipher = createCipheriv(`aes-${bits(key)}-cbc`, key, vector);
    return { sealed: Buffer.concat([cipher.update(plain), cipher.final()]), tag: Buffer.alloc(0) };
  }
  const cipher = createCipheriv(gcm(key), key, vector);
  const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
  return { sealed, tag: cipher.getAuthTag() };
}

/** @throws ModuleError DataError when the key is another one or the data was changed (which CBC cannot always tell) */
export function decrypt({ mode, key, vector }: AesKey, sealed: Uint8Array, tag: Uint8Array): Buffer {
  requireLengths({ mode, key, vector });
  if (mode === 'gcm' && tag.byteLength !== TAG_BYTES) {
    throw new ModuleError('DataError', `The field "authTag" must have ${String(TAG_BYTES)} bytes.`);
  }
  try {
    if (mode === 'cbc') {
      const decipher = createDecipheriv(`aes-${bits(key)}-cbc`, key, vector);
      return Buffer.concat([decipher.update(sealed), decipher.final()]);
    }
    const decipher = createDecipheriv(gcm(key), key, vector);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed), decipher.final()]);
  } catch {
    throw new ModuleError(
      'DataError',
      'The field "data" cannot be decrypted: the key is another one, or the data was changed.',
    );
  }
}

function requireLengths({ mode, key, vector }: AesKey): void {
  if (!KEY_BYTES.includes(key.byteLength)) {
    throw new ModuleError('DataError', 'The field "key" must have 16, 24 or 32 bytes (128, 192 or 256 bits).');
  }
  if (vector.byteLength !== VECTOR_BYTES[mode]) {
    throw new ModuleError('DataError', `The field "iv" must have ${String(VECTOR_BYTES[mode])} bytes.`);
  }
}

function bits(key: Uint8Array): string {
  return String(key.byteLength * 8);
}

function gcm(key: Uint8Array): 'aes-128-gcm' | 'aes-192-gcm' | 'aes-256-gcm' {
  if (key.byteLength === 16) return 'aes-128-gcm';
  return key.byteLength === 24 ? 'aes-192-gcm' : 'aes-256-gcm';
}
