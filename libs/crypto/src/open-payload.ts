import { createDecipheriv } from 'node:crypto';
import { decompressPayload } from './compress-payload.ts';
import { CannotOpenError } from './crypto.errors.ts';
import { readPayloadHeader } from './payload-header.ts';
import { periodName } from './period.ts';
import { PeriodKey, type SealKey } from './period-key.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';
import { TAG_BYTES } from './seal-payload.ts';

/**
 * The inverse of `sealPayload`: the same key version, the same period and exactly the same context, or nothing.
 * @throws CannotOpenError, without saying why, for any other key, context or a single changed byte.
 */
export function openPayload(key: SealKey, context: SealContext, sealed: Uint8Array): Buffer {
  const header = readPayloadHeader(sealed);
  const keyPeriod = key instanceof PeriodKey ? periodName(key.period) : undefined;
  const period = header.period && periodName(header.period);
  if (period !== keyPeriod || header.keyVersion !== key.version || context.tenant !== key.tenantId) {
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
    return header.isCompressed ? decompressPayload(plain) : plain;
  } catch {
    throw new CannotOpenError();
  }
}
