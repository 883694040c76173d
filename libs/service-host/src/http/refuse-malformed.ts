import type { Duplex } from 'node:stream';
import { frameworkProblem } from './problem.ts';

/** Statuses of what the HTTP parser of Node gives up on; anything else is 400. */
const STATUSES: Readonly<Record<string, number>> = {
  HPE_HEADER_OVERFLOW: 431,
  HPE_CHUNK_EXTENSIONS_OVERFLOW: 413,
  ERR_HTTP_REQUEST_TIMEOUT: 408,
};

type Headers = Readonly<Record<string, string>>;

/**
 * Answers what never became a request and closes. Written by hand, because there is no reply to write to. Says nothing on a
 * connection whose answer may have begun: two answers in one would be read as one.
 */
export function refuseMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex & { readonly bytesWritten?: number },
  headers: Headers,
): void {
  if (!socket.writable || error.code === 'ECONNRESET' || (socket.bytesWritten ?? 0) > 0) {
    socket.destroy();
    return;
  }
  const { problem } = frameworkProblem(STATUSES[error.code ?? ''] ?? 400);
  const body = JSON.stringify(problem);
  const lines = Object.entries({
    ...headers,
    connection: 'close',
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${String(problem.status)} ${problem.title}\r\n${lines.join('')}\r\n${body}`);
}
