import { CannotOpenError } from './crypto.errors.ts';
import { decodePeriod, encodePeriod, type Period } from './period.ts';

/**
 * Clear text in front of every payload ciphertext. All integers are big-endian.
 *
 *   0  2  magic `EB`
 *   2  1  format: 1 under the tenant's payload key itself, 2 under the key of a period
 *   3  4  key version
 *   7  1  format 1: 0. Format 2: length of the period
 *   8  n  format 2: days of lifetime (2), hour since 1970 (4), category
 *   …  1  format 2: flags; 1 = compressed with zstd before it was sealed
 *   …  12 nonce
 *
 * The hour stands at a fixed place, and all of it is bound to the ciphertext as additional data.
 */
export interface PayloadHeader {
  readonly keyVersion: number;
  /** Undefined: sealed under the tenant's payload key itself. */
  readonly period: Period | undefined;
  readonly isCompressed: boolean;
  readonly nonce: Uint8Array;
  /** Bytes up to and including the nonce. */
  readonly length: number;
}

const MAGIC = 0x4542;
const FORMAT_TENANT = 1;
const FORMAT_PERIOD = 2;
const COMPRESSED = 1;
const FIXED_BYTES = 8;
export const NONCE_BYTES = 12;
/** Header without a period. */
export const HEADER_BYTES = FIXED_BYTES + NONCE_BYTES;

export interface HeaderFacts {
  readonly keyVersion: number;
  readonly period?: Period;
  readonly isCompressed?: boolean;
}

/** A header whose nonce is the caller's to fill in: its last 12 bytes. @throws BadContextError for a period that is none */
export function newPayloadHeader({ keyVersion, period, isCompressed = false }: HeaderFacts): Buffer {
  const encoded = period === undefined ? undefined : encodePeriod(period);
  const header = Buffer.allocUnsafe(HEADER_BYTES + (encoded === undefined ? 0 : encoded.length + 1));
  header.writeUInt16BE(MAGIC, 0);
  header.writeUInt8(encoded === undefined ? FORMAT_TENANT : FORMAT_PERIOD, 2);
  header.writeUInt32BE(keyVersion, 3);
  header.writeUInt8(encoded?.length ?? 0, 7);
  if (encoded !== undefined) {
    encoded.copy(header, FIXED_BYTES);
    header.writeUInt8(isCompressed ? COMPRESSED : 0, FIXED_BYTES + encoded.length);
  }
  return header;
}

/**
 * Reads the header without opening anything: which key to fetch. Nothing in it is trustworthy before the envelope has been opened.
 * @throws CannotOpenError when the bytes are not an envelope of a known format.
 */
export function readPayloadHeader(sealed: Uint8Array): PayloadHeader {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  if (bytes.length < HEADER_BYTES || bytes.readUInt16BE(0) !== MAGIC) throw new CannotOpenError();
  const keyVersion = bytes.readUInt32BE(3);
  const periodEnd = FIXED_BYTES + bytes.readUInt8(7);
  const format = bytes.readUInt8(2);
  if (format === FORMAT_TENANT && periodEnd === FIXED_BYTES) {
    const nonce = bytes.subarray(FIXED_BYTES, HEADER_BYTES);
    return { keyVersion, period: undefined, isCompressed: false, nonce, length: HEADER_BYTES };
  }
  const nonceAt = periodEnd + 1;
  const length = nonceAt + NONCE_BYTES;
  if (format !== FORMAT_PERIOD || bytes.length < length) throw new CannotOpenError();
  const flags = bytes.readUInt8(periodEnd);
  if (flags > COMPRESSED) throw new CannotOpenError();
  const period = decodePeriod(bytes.subarray(FIXED_BYTES, periodEnd));
  const nonce = bytes.subarray(nonceAt, length);
  return { keyVersion, period, isCompressed: flags === COMPRESSED, nonce, length };
}
