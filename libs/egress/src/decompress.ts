import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate, type InputType, type ZlibOptions } from 'node:zlib';
import { ConnectionError, TooLargeError } from './egress.errors.ts';
import type { RawResponse } from './response-collector.ts';

type Decoder = (input: InputType, options: ZlibOptions) => Promise<Buffer>;
const DECODERS: ReadonlyMap<string, Decoder> = new Map<string, Decoder>([
  ['gzip', promisify<InputType, ZlibOptions, Buffer>(gunzip)],
  ['x-gzip', promisify<InputType, ZlibOptions, Buffer>(gunzip)],
  ['deflate', promisify<InputType, ZlibOptions, Buffer>(inflate)],
  ['br', promisify<InputType, ZlibOptions, Buffer>(brotliDecompress)],
]);

/** Undoes one known content encoding; anything else is left as it came. A bomb stops at `maxBytes`. */
export async function decompress(response: RawResponse, maxBytes: number): Promise<RawResponse> {
  const encoding = response.headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase();
  const decode = encoding === undefined ? undefined : DECODERS.get(encoding);
  if (!decode || response.body.length === 0) return response;
  try {
    const body = await decode(response.body, { maxOutputLength: maxBytes });
    const headers = response.headers.filter(([name]) => name !== 'content-encoding' && name !== 'content-length');
    return { ...response, headers, body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLargeError('body', maxBytes);
    throw new ConnectionError(error);
  }
}
