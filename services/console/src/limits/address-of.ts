import { isIPv6 } from 'node:net';
import type { FastifyRequest } from 'fastify';

/**
 * What requests of one visitor have in common: an IPv4 address, or the first 64 bits of an IPv6 one, of which a single customer of any
 * provider has all the rest. Behind proxies it is what the trusted ones say (EBB_HTTP_TRUSTED_PROXIES), and nobody else.
 */
export function addressOf({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = ip.replace(/%.*$/, '').replace(/^::ffff:(?=[\d.]+$)/i, '');
  return isIPv6(address) ? `${firstGroups(address).join(':')}::/64` : address;
}

function firstGroups(address: string): string[] {
  const [front = '', back] = address.split('::');
  const groups = front === '' ? [] : front.split(':');
  const missing = back === undefined ? 0 : 8 - groups.length - (back === '' ? 0 : back.split(':').length);
  return [...groups, ...Array.from({ length: Math.max(0, missing) }, () => '0'), ...(back ?? '').split(':')]
    .slice(0, 4)
    .map((group) => Number.parseInt(group || '0', 16).toString(16));
}
