/** Lists of what passes, not of what does not: hop-by-hop headers, cookies, authorisation and whatever a proxy trusts stay behind by themselves. */
const REQUEST = [
  'accept',
  'accept-language',
  'content-type',
  'content-length',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
  'prefer',
];
const RESPONSE = [
  'content-type',
  'content-length',
  'content-disposition',
  'etag',
  'idempotency-replayed',
  'last-modified',
  'retry-after',
  'ratelimit',
  'ratelimit-policy',
  'preference-applied',
  'www-authenticate',
];

type Headers = Readonly<Record<string, string | string[] | undefined>>;

export function requestHeaders(received: Headers): Record<string, string> {
  return pick(received, REQUEST);
}

/** `location` of a service is a path of its own and gets the edge's prefix. */
export function responseHeaders(answered: Headers, service: string): Record<string, string> {
  const location = answered['location'];
  return {
    ...pick(answered, RESPONSE),
    ...(typeof location === 'string' && location.startsWith('/v1/') ? { location: `/api/${service}${location}` } : {}),
  };
}

function pick(headers: Headers, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headers[name];
      return typeof value === 'string' ? [[name, value]] : [];
    }),
  );
}
