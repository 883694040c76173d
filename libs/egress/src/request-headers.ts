/** The client's own business: who is called, how long the body is, how the connection is kept. */
const OWN_HEADERS = new Set([
  'host',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
  'proxy-connection',
  'proxy-authorization',
  'upgrade',
  'expect',
  'te',
  'trailer',
]);

/** undici's flat form `[name, value, name, value …]` without the headers a caller must not set. */
export function toRawHeaders(headers: readonly (readonly [string, string])[]): string[] {
  const raw: string[] = [];
  for (const [name, value] of headers) if (!OWN_HEADERS.has(name.toLowerCase())) raw.push(name, value);
  return raw;
}
