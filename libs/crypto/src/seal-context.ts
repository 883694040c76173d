import { BadContextError } from './crypto.errors.ts';

/**
 * What a sealed value belongs to. It is bound to the ciphertext as additional authenticated data and is not stored with
 * it, so bytes moved to another tenant, row, column or version do not open. Ids only: no personal data, no secret.
 */
export interface SealContext {
  /** Organisation id. */
  readonly tenant: string;
  /** Id of the row the value belongs to, e.g. a delivery or `run/step`. */
  readonly object: string;
  /** `<noun>.<column>`, e.g. `delivery.request`. */
  readonly field: string;
  /** Version of that object, from 1; 1 for what is written once. The *key* version is bound apart, through the header. */
  readonly version: number;
}

const MAX_PART_BYTES = 0xffff;

/**
 * One byte string per context and one context per byte string: each part goes in with its length, so
 * `{tenant: 'a', object: 'bc'}` and `{tenant: 'ab', object: 'c'}` differ. `prefix` is copied in front.
 * @throws BadContextError for an empty part, a lone surrogate (UTF-8 maps them all to one character) or more than 65 535 bytes.
 */
export function encodeSealContext(context: SealContext, prefix: Uint8Array): Buffer {
  const { tenant, object, field, version } = context;
  if (!Number.isInteger(version) || version < 1 || version > 0xffff_ffff) {
    throw new BadContextError('its version is not a whole number from 1');
  }
  const lengths = [partBytes('tenant', tenant), partBytes('object', object), partBytes('field', field)] as const;
  const encoded = Buffer.allocUnsafe(prefix.length + 10 + lengths[0] + lengths[1] + lengths[2]);
  encoded.set(prefix, 0);
  let at = encoded.writeUInt32BE(version, prefix.length);
  at = writePart(encoded, tenant, lengths[0], at);
  at = writePart(encoded, object, lengths[1], at);
  writePart(encoded, field, lengths[2], at);
  return encoded;
}

function partBytes(name: string, part: string): number {
  if (part === '') throw new BadContextError(`its ${name} is empty`);
  if (!part.isWellFormed()) throw new BadContextError(`its ${name} holds a lone surrogate`);
  const length = Buffer.byteLength(part);
  if (length > MAX_PART_BYTES) throw new BadContextError(`its ${name} is longer than ${String(MAX_PART_BYTES)} bytes`);
  return length;
}

function writePart(target: Buffer, part: string, length: number, at: number): number {
  const start = target.writeUInt16BE(length, at);
  target.write(part, start, length, 'utf8');
  return start + length;
}
