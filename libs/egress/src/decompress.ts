import { pipeline, Readable, type Transform } from 'node:stream';
import { promisify } from 'node:util';
import {
  brotliDecompress,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  gunzip,
  inflate,
  type InputType,
  type ZlibOptions,
} from 'node:zlib';
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
  const encoding = encodingOf(response.headers);
  const decode = encoding === undefined ? undefined : DECODERS.get(encoding);
  if (!decode || response.body.length === 0) return response;
  try {
    const body = await decode(response.body, { maxOutputLength: maxBytes });
    return { ...response, headers: withoutEncoding(response.headers), body };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw new TooLargeError('body', maxBytes);
    throw new ConnectionError(error);
  }
}

const STREAM_DECODERS: ReadonlyMap<string, () => Transform> = new Map<string, () => Transform>([
  ['gzip', createGunzip],
  ['x-gzip', createGunzip],
  ['deflate', createInflate],
  ['br', createBrotliDecompress],
]);

/** The same for an answer that is never in memory as a whole; undefined when there is nothing to undo. */
export function decodedChunks(
  chunks: AsyncIterable<Buffer>,
  headers: RawResponse['headers'],
  maxBytes: number,
): AsyncIterable<Uint8Array> | undefined {
  const decoder = STREAM_DECODERS.get(encodingOf(headers) ?? '')?.();
  if (!decoder) return undefined;
  // Its error reaches whoever reads the decoder.
  pipeline(Readable.from(chunks, { objectMode: false }), decoder, () => undefined);
  return bounded(decoder as AsyncIterable<Buffer>, maxBytes);
}

export function withoutEncoding(headers: RawResponse['headers']): RawResponse['headers'] {
  return headers.filter(([name]) => name !== 'content-encoding' && name !== 'content-length');
}

async function* bounded(chunks: AsyncIterable<Buffer>, maxBytes: number): AsyncGenerator<Buffer> {
  let bytes = 0;
  for await (const chunk of chunks) {
    bytes += chunk.length;
    if (bytes > maxBytes) throw new TooLargeError('body', maxBytes);
    yield chunk;
  }
}

function encodingOf(headers: RawResponse['headers']): string | undefined {
  return headers
    .find(([name]) => name === 'content-encoding')?.[1]
    .trim()
    .toLowerCase();
}
