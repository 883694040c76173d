import { ModuleError } from '@ebbflow/connector-sdk';
import { MOST_CONTENT_BYTES } from './archive-limits.ts';

/**
 * Unpacks with one of node:zlib's functions, no further than is allowed.
 * @throws ModuleError DataError when the data is damaged or unpacks to too much
 */
export function unpack(
  bytes: Uint8Array,
  unpacker: (data: Uint8Array, options: { maxOutputLength: number }) => Buffer,
): Uint8Array {
  try {
    return new Uint8Array(unpacker(bytes, { maxOutputLength: MOST_CONTENT_BYTES }));
  } catch (error) {
    const isTooMuch = (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE';
    const what = isTooMuch
      ? `unpacks to more than ${String(MOST_CONTENT_BYTES)} bytes`
      : 'is not compressed in this way, or damaged';
    throw new ModuleError('DataError', `The field "data" ${what}.`);
  }
}
