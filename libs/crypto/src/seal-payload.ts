import { createCipheriv } from 'node:crypto';
import { BadContextError } from './crypto.errors.ts';
import { fillNonce } from './fill-nonce.ts';
import { HEADER_BYTES, NONCE_BYTES, writePayloadHeader } from './payload-header.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';
import type { TenantKey } from './tenant-key.ts';

export const TAG_BYTES = 16;
/** What an envelope is longer than its plaintext. */
export const ENVELOPE_OVERHEAD_BYTES = HEADER_BYTES + TAG_BYTES;

/**
 * Seals bulk data (deliveries, run details, journal) with AES-256-GCM under the tenant's payload key. Synchronous:
 * a KiB costs microseconds, less than the hop to a thread. Layout: header, ciphertext, 16-byte tag.
 *
 * The nonce is 96 random bits, so one key version may seal 2^32 payloads before the chance of a repeated nonce passes
 * 2^-32 (NIST SP 800-38D, 8.3); rotating the version, or period keys later, starts the count anew.
 * @throws BadContextError when the context names another tenant than the key.
 */
export function sealPayload(key: TenantKey, context: SealContext, plain: Uint8Array): Buffer {
  if (context.tenant !== key.tenantId) throw new BadContextError('its tenant is not the tenant of the key');
  const header = Buffer.allocUnsafe(HEADER_BYTES);
  writePayloadHeader(header, key.version);
  fillNonce(header, HEADER_BYTES - NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key.keyObject, header.subarray(HEADER_BYTES - NONCE_BYTES));
  cipher.setAAD(encodeSealContext(context, header));
  return Buffer.concat([header, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}
