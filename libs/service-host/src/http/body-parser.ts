import { pipeline, type Readable } from 'node:stream';
import { ExpectedError, parseUntrustedJson } from '@ebbflow/kernel';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import '../access/route-config.ts';
import { BodyTooLargeError } from '../host.errors.ts';
import { LimitedStream } from './limited-stream.ts';

/**
 * One parser for every content type, because what a handler gets is a property of the route (bytes, stream, or a value)
 * and not of a header the sender writes. Limits come first: a declared length beyond the limit is refused unread.
 */
export function useBodyParser(server: FastifyInstance, limits: { parsedBytes: number; rawBytes: number }): void {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser('*', async (request: FastifyRequest, payload: Readable) => {
    const { body: mode, policy } = request.routeOptions.config.ebbflow ?? {};
    const limitBytes = mode === undefined ? limits.parsedBytes : limits.rawBytes;
    if (Number(request.headers['content-length'] ?? 0) > limitBytes) throw new BodyTooLargeError(limitBytes);
    if (mode === 'stream') return limited(payload, limitBytes);
    const bytes = await readAll(payload, limitBytes);
    return mode === 'raw' ? bytes : parse(bytes, request.headers['content-type'] ?? '', policy?.kind === 'public');
  });
}

/** A pipeline and not a pipe: when the sender goes away half-way, whoever reads must fail and not wait for the rest. */
function limited(payload: Readable, limitBytes: number): Readable {
  return pipeline(payload, new LimitedStream(limitBytes), () => undefined);
}

/** Too much is no reason to cut the connection: the answer would be lost with it. */
async function readAll(payload: Readable, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let received = 0;
  for await (const chunk of payload.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    received += chunk.length;
    if (received > limitBytes) break;
    chunks.push(chunk);
  }
  if (received > limitBytes) {
    payload.resume();
    throw new BodyTooLargeError(limitBytes);
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, received);
}

/**
 * @param takesForms the pages anybody may open post forms. The API takes none: a browser sends a form across sites without asking, and a
 * form has only texts.
 */
function parse(bytes: Buffer, contentType: string, takesForms: boolean): unknown {
  const type = contentType.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  if (type === 'application/json' || type === 'application/merge-patch+json') {
    return bytes.length === 0 ? undefined : parseUntrustedJson(bytes.toString('utf8'));
  }
  if (takesForms && type === 'application/x-www-form-urlencoded') return formOf(bytes.toString('utf8'));
  throw new ExpectedError('HOST.UNSUPPORTED_MEDIA_TYPE', 415, 'This route takes application/json.');
}

/** Fields of a form; of a repeated one the last. No prototype, so that no field name can reach one. */
function formOf(text: string): Record<string, string> {
  const form = Object.create(null) as Record<string, string>;
  for (const [name, value] of new URLSearchParams(text)) form[name] = value;
  return form;
}
