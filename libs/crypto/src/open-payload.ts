import { createDecipheriv } from 'node:crypto';
import { CannotOpenError } from './crypto.errors.ts';
import { readPayloadHeader } from './payload-header.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';
import { TAG_BYTES } from './seal-payload.ts';
import type { TenantKey } from './tenant-key.ts';

/**
 * The inverse of `sealPayload`: the same key version and exactly the same context, or nothing.
 * @throws CannotOpenError, without saying why, for any other key, context or a single changed byte.
 */
export function openPayload(key: TenantKey, context: SealContext, sealed: Uint8Array): Buffer {
  const header = readPayloadHeader(sealed);
  // A period reference names a derived key; opening with the tenant key itself could only fail later and less clearly.
  if (header.period.length > 0 || header.keyVersion !== key.version || context.tenant !== key.tenantId) {
    throw new CannotOpenError();
  }
  const tagAt = sealed.length - TAG_BYTES;
  if (tagAt < header.length) throw new CannotOpenError();
  const decipher = createDecipheriv('aes-256-gcm', key.keyObject, header.nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(encodeSealContext(context, sealed.subarray(0, header.length)));
  decipher.setAuthTag(sealed.subarray(tagAt));
  try {
    const plain = decipher.update(sealed.subarray(header.length, tagAt));
    decipher.final();
    return plain;
  } catch {
    throw new CannotOpenError();
  }
}
