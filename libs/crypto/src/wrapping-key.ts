import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { BadKeyError, CannotOpenError } from './crypto.errors.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';
import { TAG_BYTES } from './seal-payload.ts';
import { KEY_BYTES } from './tenant-key.ts';

/**
 * In front of each wrapped key, integers big-endian: magic `EW`, format 1, generation of the wrapping key (4 bytes), nonce
 * (12); then 32 bytes of ciphertext and the tag. 67 bytes in all. No message of the AWS Encryption SDK begins so.
 */
const MAGIC = 0x4557;
const FORMAT = 1;
const NONCE_AT = 7;
const HEADER_BYTES = 19;
const WRAPPED_KEY_BYTES = HEADER_BYTES + KEY_BYTES + TAG_BYTES;

/**
 * The key between the root key and the tenants' keys: itself a message of the AWS Encryption SDK under the root key, it wraps
 * keys with plain AES-256-GCM. An operation of the SDK costs a hundred times as much, and one of KMS a round trip; with a
 * hundred thousand keys to rewrap, that is what a rotation takes.
 */
export class WrappingKey {
  /** From 1. A new one with each rotation. */
  readonly generation: number;
  readonly #key: KeyObject;

  /** @throws BadKeyError unless 32 bytes. The caller may overwrite `bytes` afterwards. */
  constructor(generation: number, bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES) throw new BadKeyError(`a wrapping key has ${String(KEY_BYTES)} bytes`);
    if (!Number.isInteger(generation) || generation < 1) throw new BadKeyError('its generation is not a whole number');
    this.generation = generation;
    this.#key = createSecretKey(bytes);
  }

  /** @throws BadContextError, BadKeyError unless `key` has 32 bytes. */
  wrap(context: SealContext, key: Uint8Array): Buffer {
    if (key.length !== KEY_BYTES) throw new BadKeyError(`a key to wrap has ${String(KEY_BYTES)} bytes`);
    const header = Buffer.alloc(HEADER_BYTES);
    header.writeUInt16BE(MAGIC, 0);
    header.writeUInt8(FORMAT, 2);
    header.writeUInt32BE(this.generation, 3);
    randomBytes(HEADER_BYTES - NONCE_AT).copy(header, NONCE_AT);
    const cipher = createCipheriv('aes-256-gcm', this.#key, header.subarray(NONCE_AT));
    cipher.setAAD(encodeSealContext(context, header));
    return Buffer.concat([header, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  /** @returns a buffer of its own: overwrite it. @throws CannotOpenError, without saying why. */
  unwrap(context: SealContext, wrapped: Uint8Array): Buffer {
    if (generationOf(wrapped) !== this.generation) throw new CannotOpenError();
    const bytes = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
    const decipher = createDecipheriv('aes-256-gcm', this.#key, bytes.subarray(NONCE_AT, HEADER_BYTES), {
      authTagLength: TAG_BYTES,
    });
    decipher.setAAD(encodeSealContext(context, bytes.subarray(0, HEADER_BYTES)));
    decipher.setAuthTag(bytes.subarray(HEADER_BYTES + KEY_BYTES));
    const key = decipher.update(bytes.subarray(HEADER_BYTES, HEADER_BYTES + KEY_BYTES));
    try {
      decipher.final();
      return key;
    } catch {
      key.fill(0);
      throw new CannotOpenError();
    }
  }

  toJSON(): string {
    return '[secret]';
  }

  toString(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}

/** Which wrapping key opens these bytes; undefined when none does, since the root key itself sealed them. Not trustworthy before they are opened. */
export function generationOf(wrapped: Uint8Array): number | undefined {
  const bytes = Buffer.from(wrapped.buffer, wrapped.byteOffset, wrapped.byteLength);
  if (bytes.length !== WRAPPED_KEY_BYTES || bytes.readUInt16BE(0) !== MAGIC || bytes.readUInt8(2) !== FORMAT) {
    return undefined;
  }
  return bytes.readUInt32BE(3);
}
