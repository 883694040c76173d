import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

interface Refusal {
  readonly status: number;
  readonly code: string;
  readonly detail: string;
}

const MALFORMED: Refusal = {
  status: 400,
  code: 'GATEWAY.MALFORMED_REQUEST',
  detail: 'What was sent is no valid HTTP.',
};
const REFUSALS: Readonly<Record<string, Refusal>> = {
  HPE_HEADER_OVERFLOW: {
    status: 431,
    code: 'GATEWAY.HEADERS_TOO_LARGE',
    detail: 'Address and headers together are larger than 32 KiB, the most a webhook takes.',
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: 408,
    code: 'GATEWAY.REQUEST_TIMEOUT',
    detail: 'The request did not arrive whole in time; send it again.',
  },
};

/**
 * Answers what never became a request, since the HTTP parser gave up on it, and closes. Written by hand, because there is no
 * response to write to. Says nothing on a connection whose answer may have begun: two answers in one would be read as one.
 */
export function refuseMalformed(
  error: NodeJS.ErrnoException,
  socket: Duplex & { readonly bytesWritten?: number },
): void {
  if (!socket.writable || error.code === 'ECONNRESET' || (socket.bytesWritten ?? 0) > 0) {
    socket.destroy();
    return;
  }
  const { status, code, detail } = REFUSALS[error.code ?? ''] ?? MALFORMED;
  const title = STATUS_CODES[status] ?? 'Error';
  const problem = JSON.stringify({ type: `/docs/errors/${code}`, title, status, detail, code });
  socket.end(
    `HTTP/1.1 ${String(status)} ${title}\r\nconnection: close\r\ncontent-type: application/problem+json\r\n` +
      `content-length: ${String(Buffer.byteLength(problem))}\r\n\r\n${problem}`,
  );
}
