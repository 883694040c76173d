import type { IncomingMessage } from 'node:http';
import { ExpectedError } from '@ebbflow/kernel';

/**
 * RFC 9112, 3.2: HTTP/1.1 names exactly one host. Node would answer a request without one itself, with nothing in it, and of two it would
 * take the first where a proxy in front may have taken the last; so both are asked for here. @throws ExpectedError
 */
export function requireHost({ rawHeaders, httpVersion }: IncomingMessage): void {
  let hosts = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    if (rawHeaders[index]?.length === 4 && rawHeaders[index]?.toLowerCase() === 'host') hosts += 1;
  }
  if (hosts === 1 || (hosts === 0 && httpVersion === '1.0')) return;
  throw new ExpectedError('HOST.BAD_REQUEST', 400, 'The request must name one host in its Host header.');
}
