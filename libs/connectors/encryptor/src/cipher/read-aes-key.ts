import { type Bundle, type ConnectionPort, ModuleError, readText } from '@ebbflow/connector-sdk';
import type { AesMode } from './aes.ts';
import { readEncoding, requireEncoded } from './read-encoded.ts';

/** `mode` is `cbc` or `gcm` (default), also written as in `aes-256-gcm`; the length follows from the key. */
export function readMode(fields: Bundle): AesMode {
  const mode = (readText(fields, 'mode') ?? 'gcm').toLowerCase().replace(/^aes-?\d*-?/, '');
  if (mode !== 'cbc' && mode !== 'gcm') throw new ModuleError('DataError', 'The field "mode" must be one of cbc, gcm.');
  return mode;
}

/** 36 characters: no key of any length in any encoding looks like this. */
const KEYCHAIN_ID = /^kch_[0-9a-f]{32}$/;

/** The bytes written in the field, or those of the key of the keychain it names. @throws ModuleError */
export async function readKey(fields: Bundle, connections: ConnectionPort): Promise<Uint8Array> {
  const named = readText(fields, 'key') ?? '';
  if (KEYCHAIN_ID.test(named)) return (await connections.credentials(named, 'aes')).key;
  return requireEncoded(fields, 'key', readEncoding(fields, 'keyEncoding', 'utf8'));
}

/** Undefined where the author gave none. */
export function readVector(fields: Bundle): Buffer | undefined {
  const isGiven = readText(fields, 'iv') !== undefined;
  return isGiven ? requireEncoded(fields, 'iv', readEncoding(fields, 'ivEncoding', 'hex')) : undefined;
}
