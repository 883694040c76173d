import { createSecretKey, type KeyObject } from 'node:crypto';
import { inspect } from 'node:util';
import { BadKeyError } from './crypto.errors.ts';

export const KEY_BYTES = 32;

/**
 * One version of a tenant's payload key, in memory. The bytes live in a KeyObject outside the JavaScript heap, so that
 * no dump, log or JSON of this object can carry them.
 */
export class TenantKey {
  readonly tenantId: string;
  /** From 1; written into each envelope so that the reader knows which key to ask for. */
  readonly version: number;
  /** For the cipher only. */
  readonly keyObject: KeyObject;

  /** @throws BadKeyError unless `bytes` are exactly 32. The caller may overwrite `bytes` afterwards. */
  constructor(tenantId: string, version: number, bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES) throw new BadKeyError(`a tenant key has ${String(KEY_BYTES)} bytes`);
    if (!Number.isInteger(version) || version < 1 || version > 0xffff_ffff) {
      throw new BadKeyError('its version is not a whole number from 1');
    }
    this.tenantId = tenantId;
    this.version = version;
    this.keyObject = createSecretKey(bytes);
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
