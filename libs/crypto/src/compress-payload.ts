import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** Below this, 30 µs for a context of the library (a seal takes 8) are more than the bytes saved are worth. */
const LEAST_BYTES = 1_024;
/** What opens to more than this is not compressed, so that opening may refuse anything larger as a bomb. */
const MOST_BYTES = 134_217_728;
/** Measured on JSON of runs: level 3 takes twice as long for 100 KiB and saves nothing more, level 5 eight times. */
const OPTIONS = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Undefined where it would not become smaller: the payload is then sealed as it is. */
export function compressPayload(plain: Uint8Array): Buffer | undefined {
  if (plain.length < LEAST_BYTES || plain.length > MOST_BYTES) return undefined;
  const compressed = zstdCompressSync(plain, OPTIONS);
  return compressed.length < plain.length ? compressed : undefined;
}

/** @throws RangeError, Error for what is not zstd or would be larger than anything that is ever compressed */
export function decompressPayload(compressed: Uint8Array): Buffer {
  return zstdDecompressSync(compressed, { maxOutputLength: MOST_BYTES });
}
