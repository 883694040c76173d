import type { PortRange } from './egress.config.ts';
import { BadUrlError } from './egress.errors.ts';

/**
 * Reads a URL the way the client will (WHATWG: octal, hex, short and full-width spellings of addresses become one), so
 * that what is checked is what is used.
 * @throws BadUrlError
 */
export function parseTarget(text: string, ports: readonly PortRange[], base?: URL): URL {
  const url = URL.parse(text, base?.href);
  if (!url) throw new BadUrlError('is not an absolute URL');
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw new BadUrlError('must begin with http:// or https://');
  if (url.hostname === '') throw new BadUrlError('has no host');
  if (url.username !== '' || url.password !== '') {
    // Half of the tricks that make two parsers see two hosts live in this part of a URL.
    throw new BadUrlError('must not carry a user name or password; use a connection or an Authorization header');
  }
  const port = url.port === '' ? (url.protocol === 'https:' ? 443 : 80) : Number(url.port);
  if (!ports.some(({ from, to }) => port >= from && port <= to)) {
    throw new BadUrlError(
      `names a port that is not open to scenarios (${String(port)}); an operator may add it with EBB_EGRESS_PORTS`,
    );
  }
  return url;
}
