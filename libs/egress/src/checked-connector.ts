import { STRONG_CIPHERS } from '@ebbflow/kernel';
import { buildConnector } from 'undici';
import { checkedLookup, closedLiteral, type LookupHouse } from './checked-lookup.ts';
import { BlockedAddressError } from './egress.errors.ts';
import type { EgressTls } from './egress.ts';

export interface ConnectorOptions extends LookupHouse {
  readonly connectTimeoutMs: number;
  readonly rejectUnauthorized: boolean;
  readonly tls?: EgressTls;
}

/**
 * Where undici gets its sockets. Every connection goes through `checkedLookup`, so a name server that changes its answer in
 * between is not asked again. TLS still sees the name (SNI and certificate check), HTTP still sends it as Host.
 */
export function checkedConnector(options: ConnectorOptions): buildConnector.connector {
  const { policy, localAddress = null, connectTimeoutMs, rejectUnauthorized, tls = {} } = options;
  // autoSelectFamily makes net ask for all addresses and try them in turn; HTTP/2 would share one connection's limits.
  const connect = buildConnector({
    lookup: checkedLookup(options),
    autoSelectFamily: true,
    timeout: connectTimeoutMs,
    allowH2: false,
    minVersion: 'TLSv1.2',
    ciphers: STRONG_CIPHERS,
    rejectUnauthorized,
    ...(tls.ca === undefined ? {} : { ca: tls.ca }),
    ...(tls.certificate === undefined ? {} : { cert: tls.certificate }),
    ...(tls.privateKey === undefined ? {} : { key: tls.privateKey }),
    ...(tls.passphrase === undefined ? {} : { passphrase: tls.passphrase }),
  });
  return (target, callback) => {
    const range = closedLiteral(policy, target.hostname);
    if (range === undefined) connect({ ...target, localAddress }, callback);
    else callback(new BlockedAddressError(range), null);
  };
}
