import { ModuleError, readText, type Bundle } from '@ebbflow/connector-sdk';
import type { AesMode } from './aes.ts';
import { readEncoding, requireEncoded } from './read-encoded.ts';

/** `mode` is `cbc` or `gcm` (default), also written as in `aes-256-gcm`; the length follows from the key. */
export function readMode(fields: Bundle): AesMode {
  const mode = (readText(fields, 'mode') ?? 'gcm').toLowerCase().replace(/^aes-?\d*-?/, '');
  if (mode !== 'cbc' && mode !== 'gcm') throw new ModuleError('DataError', 'The field "mode" must be one of cbc, gcm.');
  return mode;
}

export function readKey(fields: Bundle): Buffer {
  return requireEncoded(fields, 'key', readEncoding(fields, 'keyEncoding', 'utf8'));
}

/** Undefined where the author gave none. */
export function readVector(fields: Bundle): Buffer | undefined {
  const isGiven = readText(fields, 'iv') !== undefined;
  return isGiven ? requireEncoded(fields, 'iv', readEncoding(fields, 'ivEncoding', 'hex')) : undefined;
}
