import type { IncomingMessage } from 'node:http';
import ipaddr from 'ipaddr.js';

type Address = ipaddr.IPv4 | ipaddr.IPv6;
export type Network = [Address, number];

/** An address counts as the network of itself alone. Undefined for anything else. */
export function parseNetwork(text: string): Network | undefined {
  if (ipaddr.isValidCIDR(text)) return ipaddr.parseCIDR(text);
  if (!ipaddr.isValid(text)) return undefined;
  const address = ipaddr.process(text);
  return [address, address.kind() === 'ipv4' ? 32 : 128];
}

/** Whether the address lies in one of the networks; one that cannot be read lies in none. */
export function isWithin(text: string | undefined, networks: readonly Network[]): boolean {
  if (text === undefined || !ipaddr.isValid(text)) return false;
  // An IPv4 address that came over an IPv6 socket is the IPv4 address.
  const address = ipaddr.process(text);
  return networks.some(([network, bits]) => network.kind() === address.kind() && address.match(network, bits));
}

/**
 * Who sends. What a trusted proxy says stands at the right end of X-Forwarded-For; what stands left of the first address that is no
 * trusted proxy's could have been written by anybody and is not looked at.
 */
export function clientAddressOf(request: IncomingMessage, trusted: readonly Network[]): string | undefined {
  let address = request.socket.remoteAddress;
  if (trusted.length === 0) return address;
  const forwarded = [request.headers['x-forwarded-for'] ?? []].flat().join(',').split(',');
  while (isWithin(address, trusted)) {
    const next = forwarded.pop()?.trim();
    if (next === undefined || next === '') return address;
    address = next;
  }
  return address;
}
