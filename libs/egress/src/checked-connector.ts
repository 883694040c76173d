import { isIP, type LookupFunction } from 'node:net';
import { buildConnector } from 'undici';
import type { AddressPolicy } from './address.policy.ts';
import { BlockedAddressError, UnknownHostError } from './egress.errors.ts';
import type { NameResolver } from './name-resolver.ts';

export interface ConnectorOptions {
  readonly policy: AddressPolicy;
  readonly resolver: NameResolver;
  readonly connectTimeoutMs: number;
  readonly rejectUnauthorized: boolean;
}

/**
 * The one place where sockets are opened. A name is resolved once per connection, every address it has is judged, and the
 * socket is given those very addresses: a name server that changes its answer in between is not asked again. TLS still
 * sees the name (SNI and certificate check), HTTP still sends it as Host.
 */
export function checkedConnector(options: ConnectorOptions): buildConnector.connector {
  const { policy, resolver, connectTimeoutMs, rejectUnauthorized } = options;
  const lookup: LookupFunction = (hostname, _lookupOptions, callback) => {
    resolveChecked(resolver, policy, hostname).then(
      (addresses) => {
        callback(null, addresses);
      },
      (error: unknown) => {
        callback(error as Error, []);
      },
    );
  };
  // autoSelectFamily makes net ask for all addresses and try them in turn; HTTP/2 would share one connection's limits.
  const connect = buildConnector({
    lookup,
    autoSelectFamily: true,
    timeout: connectTimeoutMs,
    allowH2: false,
    minVersion: 'TLSv1.2',
    rejectUnauthorized,
  });
  return (target, callback) => {
    // net never calls `lookup` for a literal address, so it is judged here.
    const literal = target.hostname.replace(/^\[|\]$/g, '');
    const range = isIP(literal) === 0 ? undefined : policy.decide(literal);
    if (range === undefined) connect(target, callback);
    else callback(new BlockedAddressError(range), null);
  };
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
