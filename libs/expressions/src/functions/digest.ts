import { type BinaryToTextEncoding, createHash, createHmac } from 'node:crypto';
import { dataError } from '../coerce/data-error.ts';
import { toBuffer } from '../coerce/to-buffer.ts';
import { toText } from '../coerce/to-text.ts';
import { isPresent, type Value } from '../value.ts';
import { decodeBinary } from './decode-binary.ts';

type Algorithm = 'md5' | 'sha1' | 'sha256' | 'sha512';
/** Node calls latin1 `binary` here. */
const ENCODINGS = new Map<string, BinaryToTextEncoding>([
  ['hex', 'hex'],
  ['base64', 'base64'],
  ['latin1', 'binary'],
]);

interface DigestOptions {
  /** `hex` (default), `base64` or `latin1`. */
  readonly encoding?: string | undefined;
  /** Makes it an HMAC. */
  readonly key?: Value;
  /** `text` (default), `hex` or `base64`; binary data is taken as it is. */
  readonly keyEncoding?: string | undefined;
}

/** A hash, or with a key its HMAC, as text. */
export function digest(algorithm: Algorithm, given: Uint8Array, options: DigestOptions = {}): string {
  const { encoding = 'hex', key, keyEncoding = 'text' } = options;
  const written = ENCODINGS.get(encoding === '' ? 'hex' : encoding);
  if (written === undefined) throw dataError('The encoding is `hex`, `base64` or `latin1`.');
  const hash = isPresent(key) ? createHmac(algorithm, keyBytes(key, keyEncoding)) : createHash(algorithm);
  return hash.update(given).digest(written);
}

function keyBytes(key: Value, encoding: string): Uint8Array {
  if (key instanceof Uint8Array) return key;
  if (encoding === 'text') return toBuffer(key);
  if (encoding === 'hex' || encoding === 'base64') return decodeBinary(toText(key), encoding);
  throw dataError('The key encoding is `text`, `hex`, `base64`, or `binary` for binary data.');
}
