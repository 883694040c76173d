import { CannotOpenError } from './crypto.errors.ts';

/**
 * Clear text in front of every payload ciphertext. All integers are big-endian.
 *
 *   0  2  magic `EB`
 *   2  1  format, 1
 *   3  4  key version
 *   7  1  length of the period reference, 0 = sealed under the tenant's payload key itself
 *   8  n  period reference (reserved: category and hour whose salt derives the key; no writer yet)
 *   …  12 nonce
 */
export interface PayloadHeader {
  readonly keyVersion: number;
  /** Empty while period keys do not exist. */
  readonly period: Uint8Array;
  readonly nonce: Uint8Array;
  /** Bytes up to and including the nonce. */
  readonly length: number;
}

const MAGIC = 0x4542;
const FORMAT = 1;
const FIXED_BYTES = 8;
export const NONCE_BYTES = 12;
/** Header without a period reference. */
export const HEADER_BYTES = FIXED_BYTES + NONCE_BYTES;

/** Writes a header without period reference into `target`; the nonce is the caller's to fill in at bytes 8–19. */
export function writePayloadHeader(target: Buffer, keyVersion: number): void {
  target.writeUInt16BE(MAGIC, 0);
  target.writeUInt8(FORMAT, 2);
  target.writeUInt32BE(keyVersion, 3);
  target.writeUInt8(0, 7);
}

/**
 * Reads the header without opening anything: which key version to fetch. Nothing in it is trustworthy before the
 * envelope has been opened.
 * @throws CannotOpenError when the bytes are not an envelope of a known format.
 */
export function readPayloadHeader(sealed: Uint8Array): PayloadHeader {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER_BYTES || bytes.readUInt16BE(0) !== MAGIC || bytes.readUInt8(2) !== FORMAT) {
    throw new CannotOpenError();
  }
  const periodEnd = FIXED_BYTES + bytes.readUInt8(7);
  const length = periodEnd + NONCE_BYTES;
  if (bytes.length < length) throw new CannotOpenError();
  return {
    keyVersion: bytes.readUInt32BE(3),
    period: bytes.subarray(FIXED_BYTES, periodEnd),
    nonce: bytes.subarray(periodEnd, length),
    length,
  };
}
