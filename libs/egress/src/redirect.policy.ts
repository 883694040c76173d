import type { PortRange } from './egress.config.ts';
import type { EgressBodySource, EgressTls } from './egress.ts';
import { parseTarget } from './url.policy.ts';

export const MAX_REDIRECTS = 5;

/** One request as it will be sent, redirects already followed. */
export interface Hop {
  readonly url: URL;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array | EgressBodySource | undefined;
  /** Own certificates: meant for the origin the caller named, and for no other. */
  readonly tls: EgressTls | undefined;
}

/**
 * What may go along to another origin. A list of what is harmless, not of what is secret: a connection may put its key
 * under any header name, and a list of secret names would miss the next one.
 */
const CROSS_ORIGIN_HEADERS = new Set([
  'accept',
  'accept-charset',
  'accept-encoding',
  'accept-language',
  'cache-control',
  'content-encoding',
  'content-language',
  'content-type',
  'user-agent',
]);
const BODY_HEADERS = new Set(['content-encoding', 'content-language', 'content-location', 'content-type']);
const REDIRECT_STATUSES = new Set([301, 302, 303, 307, 308]);

/**
 * The next hop (Fetch standard, 4.4), or undefined when this answer is final. The caller resolves and checks the new
 * target's address as it did the first one's.
 * @throws BadUrlError when `location` is no usable URL
 */
export function nextHop(
  hop: Hop,
  status: number,
  location: string | undefined,
  ports: readonly PortRange[],
): Hop | undefined {
  if (location === undefined || !REDIRECT_STATUSES.has(status)) return undefined;
  // Header values arrive as one character per byte; servers that send other than ASCII here mean UTF-8.
  const url = parseTarget(Buffer.from(location, 'latin1').toString(), ports, hop.url);
  const becomesGet =
    (status === 303 && hop.method !== 'GET' && hop.method !== 'HEAD') || (status <= 302 && hop.method === 'POST');
  let headers = hop.headers;
  if (url.origin !== hop.url.origin) headers = headers.filter(([name]) => CROSS_ORIGIN_HEADERS.has(name.toLowerCase()));
  if (becomesGet) headers = headers.filter(([name]) => !BODY_HEADERS.has(name.toLowerCase()));
  const tls = url.origin === hop.url.origin ? hop.tls : undefined;
  return { url, headers, method: becomesGet ? 'GET' : hop.method, body: becomesGet ? undefined : hop.body, tls };
}
