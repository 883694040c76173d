import { isIP, type LookupFunction } from 'node:net';
import type { AddressPolicy } from './address.policy.ts';
import { BlockedAddressError, UnknownHostError } from './egress.errors.ts';
import type { NameResolver } from './name-resolver.ts';

export interface LookupHouse {
  readonly policy: AddressPolicy;
  readonly resolver: NameResolver;
  /** Where connections are made from: a socket bound to IPv4 cannot go to IPv6. */
  readonly localAddress: string | undefined;
}

/**
 * The lookup every socket of the house is opened with: a name is resolved once per connection, every address it has is
 * judged, and the socket is given those very addresses.
 */
export function checkedLookup({ policy, resolver, localAddress }: LookupHouse): LookupFunction {
  return (hostname, { all }, callback) => {
    resolveChecked(resolver, policy, hostname).then(
      (addresses) => {
        const reachable = addresses.filter(({ family }) => localAddress === undefined || family === isIP(localAddress));
        const [first] = reachable;
        // A socket that is bound to an address takes one, and tries no others.
        if (first === undefined) callback(new UnknownHostError(), []);
        else if (all === true) callback(null, reachable);
        else callback(null, first.address, first.family);
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
