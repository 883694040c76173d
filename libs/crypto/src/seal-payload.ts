import { createCipheriv } from 'node:crypto';
import { compressPayload } from './compress-payload.ts';
import { BadContextError } from './crypto.errors.ts';
import { fillNonce } from './fill-nonce.ts';
import { HEADER_BYTES, newPayloadHeader, NONCE_BYTES } from './payload-header.ts';
import { PeriodKey, type SealKey } from './period-key.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';

export const TAG_BYTES = 16;
/** What an envelope under a tenant's own key is longer than its plaintext. Under a period's key it is usually shorter. */
export const ENVELOPE_OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES;

/**
 * Seals bulk data with AES-256-GCM: under the key of a period what has a lifetime (deliveries, run details, journal), and compressed before;
 * under the tenant's payload key what lives until somebody removes it (data stores, variables). Synchronous: a KiB costs
 * microseconds, less than the hop to a thread. Layout: header, ciphertext, 16-byte tag.
 *
 * The nonce is 96 random bits, so one key may seal 2^32 payloads before the chance of a repeated nonce passes 2^-32
 * (NIST SP 800-38D, 8.3); each version and each hour of a category starts the count anew.
 * @throws BadContextError when the context names another tenant than the key.
 */
export function sealPayload(key: SealKey, context: SealContext, plain: Uint8Array): Buffer {
  if (context.tenant !== key.tenantId) throw new BadContextError('its tenant is not the tenant of the key');
  const period = key instanceof PeriodKey ? key.period : undefined;
  const compressed = period === undefined ? undefined : compressPayload(plain);
  const header = newPayloadHeader({
    keyVersion: key.version,
    isCompressed: compressed !== undefined,
    ...(period && { period }),
  });
  const nonceAt = header.length - NONCE_BYTES;
  fillNonce(header, nonceAt);
  const cipher = createCipheriv('aes-256-gcm', key.keyObject, header.subarray(nonceAt));
  cipher.setAAD(encodeSealContext(context, header));
  return Buffer.concat([header, cipher.update(compressed ?? plain), cipher.final(), cipher.getAuthTag()]);
}
