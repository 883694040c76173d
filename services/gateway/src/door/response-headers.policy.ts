type Header = readonly [string, string];

/**
 * Response headers a scenario may not set.
 * The first group belongs to the connection, which is ours. The second would act on the whole host, and the console may live on
 * the same host (cookies and HSTS do not look at ports): one tenant could plant a cookie for everybody.
 */
const REFUSED = new Set([
  ...['connection', 'keep-alive', 'proxy-connection', 'proxy-authenticate', 'proxy-authorization', 'te', 'trailer'],
  ...['transfer-encoding', 'upgrade', 'content-length', 'date', 'expect', 'http2-settings', 'alt-svc'],
  ...['set-cookie', 'set-cookie2', 'strict-transport-security', 'clear-site-data', 'service-worker-allowed'],
  ...['public-key-pins', 'content-security-policy', 'x-request-id', 'x-content-type-options', 'report-to', 'nel'],
]);
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,128}$/;
/** Visible characters, space, tab and Latin-1; above all no CR, LF or NUL, which would begin another header or answer. */
const VALUE = /^[\t\x20-\x7e\x80-\xff]*$/;
const MAX_HEADERS = 50;
const MAX_VALUE_LENGTH = 8_192;

/**
 * What of a scenario's headers goes to the sender. Access-Control-* is left out: whom a browser may tell is the hook's setting.
 * The policy header gives what a browser may render an origin of its own, so that a page made by a scenario can reach nothing here.
 */
export function responseHeaders(wanted: readonly Header[]): readonly Header[] {
  const kept = wanted.filter(([name, value]) => {
    const lower = name.toLowerCase();
    return (
      NAME.test(name) &&
      VALUE.test(value) &&
      value.length <= MAX_VALUE_LENGTH &&
      !REFUSED.has(lower) &&
      !lower.startsWith('access-control-')
    );
  });
  return [
    ...kept.slice(0, MAX_HEADERS),
    ['x-content-type-options', 'nosniff'],
    ['content-security-policy', 'sandbox allow-scripts allow-forms allow-popups allow-modals allow-downloads'],
  ];
}
