import { dataError } from '../coerce/data-error.ts';

/** @throws EvaluationError DataError for another encoding, or text that is not written in it */
export function decodeBinary(text: string, encoding: string): Uint8Array {
  const isBase64 = encoding === 'base64';
  if (!isBase64 && encoding !== 'hex') throw dataError('The encoding is `hex` or `base64`.');
  const written = text.replace(/\s/g, '');
  const foreign = isBase64 ? /[^A-Za-z0-9+/=_-]/ : /[^0-9A-Fa-f]/;
  if (foreign.test(written) || (!isBase64 && written.length % 2 === 1)) {
    throw dataError(`The text is not written in ${encoding}.`);
  }
  // A copy: a small Buffer is a window on Node's shared pool, and Values are plain bytes.
  return new Uint8Array(Buffer.from(written, encoding));
}
