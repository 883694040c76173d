import { ModuleError, readText, requireBytes, type Bundle } from '@ebbflow/connector-sdk';

const ENCODINGS: Readonly<Record<string, BufferEncoding>> = {
  text: 'utf8',
  utf8: 'utf8',
  'utf-8': 'utf8',
  hex: 'hex',
  base64: 'base64',
  base64url: 'base64url',
};

/** @throws ModuleError DataError when the field names no encoding */
export function readEncoding(fields: Bundle, key: string, fallback: BufferEncoding): BufferEncoding {
  const name = readText(fields, key);
  if (name === undefined) return fallback;
  const encoding = Object.hasOwn(ENCODINGS, name) ? ENCODINGS[name] : undefined;
  if (encoding === undefined) {
    throw new ModuleError('DataError', `The field "${key}" must be one of ${Object.keys(ENCODINGS).join(', ')}.`);
  }
  return encoding;
}

/**
 * Bytes of a field; text is decoded as told. Node decodes what it can and drops the rest, so the text is compared with what
 * its bytes would be written as: half a key must not pass for a key.
 * @throws ModuleError DataError, never quoting the value
 */
export function requireEncoded(fields: Bundle, key: string, encoding: BufferEncoding): Buffer {
  const bytes = Buffer.from(requireBytes(fields, key));
  if (fields[key] instanceof Uint8Array || encoding === 'utf8') return bytes;
  const written = bytes.toString('utf8').replace(/\s/g, '');
  const decoded = Buffer.from(written, encoding);
  const plain = (text: string): string => (encoding === 'hex' ? text.toLowerCase() : text.replace(/=+$/, ''));
  if (plain(decoded.toString(encoding)) !== plain(written)) {
    throw new ModuleError('DataError', `The field "${key}" is not ${encoding}.`);
  }
  return decoded;
}

/** Text where the encoding is one of text, or bytes for `binary`. */
export function writeEncoded(
  bytes: Buffer,
  fields: Bundle,
  key: string,
  fallback: BufferEncoding,
): string | Uint8Array {
  if (readText(fields, key) === 'binary') return new Uint8Array(bytes);
  return bytes.toString(readEncoding(fields, key, fallback));
}
