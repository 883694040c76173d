import type { Readable } from 'node:stream';
import { BodyTooLargeError } from '@ebbflow/service-host';

/**
 * A small body of a stranger, read whole before anything is done with it. A sender that takes its time holds a socket and what it has sent
 * so far, and no connection to another service. @throws BodyTooLargeError
 */
export async function boundedBody(body: Readable | undefined, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let received = 0;
  // Not destroyed when there is too much: the answer would be lost with the connection.
  for await (const chunk of (body?.iterator({ destroyOnReturn: false }) ?? []) as AsyncIterable<Buffer>) {
    received += chunk.length;
    if (received > maxBytes) break;
    chunks.push(chunk);
  }
  if (received > maxBytes) throw new BodyTooLargeError(maxBytes);
  return Buffer.concat(chunks);
}
