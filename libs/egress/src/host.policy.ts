import { BadHostError } from './egress.errors.ts';

/** What ends a host in a URL, or what a parser may read as two hosts. */
const NOT_IN_A_HOST = /[\s/\\?#@%]/;

/**
 * Reads a host the way URLs are read: octal, hex, short and full-width spellings of an address become the one address they mean, and a
 * name becomes ASCII. So raw connections and requests see the same host in the same text. IPv6 addresses come back without brackets.
 * @throws BadHostError
 */
export function parseHost(text: string): string {
  const bare = text.replace(/^\[(.*)\]$/, '$1');
  if (NOT_IN_A_HOST.test(bare)) throw new BadHostError();
  const url = URL.parse(`http://${bare.includes(':') ? `[${bare}]` : bare}/`);
  if (url === null || url.hostname === '') throw new BadHostError();
  return url.hostname.replace(/^\[(.*)\]$/, '$1');
}
