import type { IncomingMessage } from 'node:http';

type Header = readonly [string, string];

const METHODS = 'GET, POST, PUT, PATCH, DELETE, HEAD';
const HEADER_LIST = /^[!#$%&'*+\-.^_`|~0-9A-Za-z, ]{1,1024}$/;
const MAX_AGE_SECONDS = 600;

export function isPreflight(request: IncomingMessage): boolean {
  return request.method === 'OPTIONS' && request.headers['access-control-request-method'] !== undefined;
}

/** False for a browser on a page of another origin than the hook allows. A request without Origin comes from no page. */
export function isOriginAllowed({ headers }: IncomingMessage, allowed: readonly string[]): boolean {
  const { origin } = headers;
  return (
    allowed.length === 0 || origin === undefined || allowed.includes('*') || allowed.includes(origin.toLowerCase())
  );
}

/** What a browser must be told so that the page may read the answer; nothing where no origin is allowed. Credentials never are. */
export function corsHeaders(request: IncomingMessage, allowed: readonly string[]): readonly Header[] {
  const { origin } = request.headers;
  if (allowed.length === 0 || origin === undefined || !isOriginAllowed(request, allowed)) return [];
  const headers: Header[] = [
    ['access-control-allow-origin', allowed.includes('*') ? '*' : origin],
    ['vary', 'Origin'],
  ];
  if (!isPreflight(request)) return [...headers, ['access-control-expose-headers', 'x-ebbflow-delivery, retry-after']];
  const wanted = request.headers['access-control-request-headers'];
  return [
    ...headers,
    ['access-control-allow-methods', METHODS],
    ...(wanted !== undefined && HEADER_LIST.test(wanted) ? [['access-control-allow-headers', wanted] as const] : []),
    ['access-control-max-age', String(MAX_AGE_SECONDS)],
  ];
}
