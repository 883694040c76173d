import { isIP, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './address.policy.ts';
import { BlockedAddressError, UnknownHostError } from './egress.errors.ts';
import type { NameResolver } from './name-resolver.ts';

/**
 * The lookup every socket of the house is opened with: a name is resolved once per connection, every address it has is
 * judged, and the socket is given those very addresses.
 */
export function checkedLookup(policy: AddressPolicy, resolver: NameResolver): LookupFunction {
  return (hostname, _options, callback) => {
    resolveChecked(resolver, policy, hostname).then(
      (addresses) => {
        callback(null, addresses);
      },
      (error: unknown) => {
        callback(error as Error, []);
      },
    );
  };
}

/** The kind of range that forbids a literal address; net never calls `lookup` for one. */
export function closedLiteral(policy: AddressPolicy, host: string): string | undefined {
  const literal = host.replace(/^\[|\]$/g, '');
  return isIP(literal) === 0 ? undefined : policy.decide(literal);
}

async function resolveChecked(
  resolver: NameResolver,
  policy: AddressPolicy,
  hostname: string,
): Promise<{ address: string; family: number }[]> {
  const addresses = await resolver.resolve(hostname);
  if (addresses.length === 0) throw new UnknownHostError();
  for (const address of addresses) {
    // One bad address condemns the name: an honest name has none, and a mixed answer is how rebinding starts.
    const range = policy.decide(address);
    if (range !== undefined) throw new BlockedAddressError(range);
  }
  return addresses.map((address) => ({ address, family: isIP(address) }));
}
