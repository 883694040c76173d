import type { IncomingMessage } from 'node:http';
import type { HookRequest } from '@ebbflow/contracts';
import { parseUntrustedJson } from '@ebbflow/kernel';
import { EncodedBodyError, MalformedBodyError } from './door.errors.ts';

/** JSON is UTF-8 (RFC 8259); a leading byte order mark is dropped. Throws for anything else, as the reader of the body will. */
const strictUtf8 = new TextDecoder('utf-8', { fatal: true });

/**
 * What was received, before anyone parsed it, with the body as the very bytes. A hook that passes bodies through takes any
 * bytes; any other must be able to make a bundle of them later, so a body that contradicts its own Content-Type is refused now,
 * while there is somebody to tell.
 * @throws MalformedBodyError, EncodedBodyError
 */
export function hookRequestOf(
  request: IncomingMessage,
  query: string,
  body: Buffer,
  options: HookRequest['options'],
): HookRequest {
  const contentType = request.headers['content-type'] ?? '';
  if (!options.passThrough && body.length > 0) refuseUnreadable(request, contentType, body);
  return {
    method: request.method ?? 'POST',
    query,
    headers: pairsOf(request.rawHeaders),
    contentType,
    body: body.toString('base64'),
    options,
  };
}

function refuseUnreadable(request: IncomingMessage, contentType: string, body: Buffer): void {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding.toLowerCase() !== 'identity') throw new EncodedBodyError();
  if (/^multipart\/form-data\s*(?:;|$)/i.test(contentType)) refuseCutMultipart(contentType, body);
  if (!/^application\/(?:[\w.+-]+\+)?json\s*(?:;|$)/i.test(contentType)) return;
  try {
    parseUntrustedJson(strictUtf8.decode(body));
  } catch (cause) {
    throw new MalformedBodyError(cause instanceof Error ? cause.message : 'it is not valid JSON.');
  }
}

/** A form that was cut off on its way would become a bundle that lacks its last fields. */
function refuseCutMultipart(contentType: string, body: Buffer): void {
  const boundary = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType);
  const delimiter = boundary?.[1] ?? boundary?.[2];
  if (delimiter === undefined) throw new MalformedBodyError('it names no boundary.');
  if (!body.includes(`--${delimiter}--`)) throw new MalformedBodyError('it does not end with its boundary.');
}

/** Name and value in turn, as Node keeps them, to pairs; order and case as sent. */
function pairsOf(raw: readonly string[]): [string, string][] {
  const pairs: [string, string][] = [];
  for (let index = 0; index + 1 < raw.length; index += 2) pairs.push([raw[index] ?? '', raw[index + 1] ?? '']);
  return pairs;
}
