import { once } from 'node:events';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls, type TLSSocket } from 'node:tls';
import { STRONG_CIPHERS } from '@ebbflow/kernel';
import type { AddressPolicy } from './address.policy.ts';
import { checkedLookup, closedLiteral } from './checked-lookup.ts';
import type { EgressConfig } from './egress.config.ts';
import { AbortedError, BlockedAddressError, ClosedPortError, TimeoutError, TooLargeError } from './egress.errors.ts';
import type { EgressSocketRequest, EgressSocketTls } from './egress.ts';
import { parseHost } from './host.policy.ts';
import type { NameResolver } from './name-resolver.ts';
import { toEgressError } from './to-egress-error.ts';

/** How often the bytes of a connection are counted. A limit is passed by what arrives in between. */
const COUNT_EVERY_MS = 100;

interface SocketHouse {
  readonly config: EgressConfig;
  readonly policy: AddressPolicy;
  readonly resolver: NameResolver;
}

/** Resolves once the connection is made, TLS included where it was asked for. The address is judged as that of a request. */
export async function openSocket(request: EgressSocketRequest, house: SocketHouse): Promise<Socket> {
  const { config, policy, resolver } = house;
  const { port, tls, signal } = request;
  const host = parseHost(request.host);
  if (!config.socketPorts.some(({ from, to }) => port >= from && port <= to)) throw new ClosedPortError(port);
  const range = closedLiteral(policy, host);
  if (range !== undefined) throw new BlockedAddressError(range);
  if (signal?.aborted) throw new AbortedError(signal.reason);
  const connectTimeoutMs = config.connectTimeout.milliseconds;
  const opened: Socket[] = [];
  const own = <T extends Socket>(socket: T): T => {
    opened.push(socket);
    // Whoever holds it may have let go when its last error comes; that must not end the process.
    return socket.on('error', () => undefined);
  };
  const cutOff = (reason: Error): void => {
    for (const socket of opened) socket.destroy(reason);
  };
  const timer = setTimeout(() => {
    cutOff(new TimeoutError(connectTimeoutMs));
  }, connectTimeoutMs);
  const onAbort = (): void => {
    cutOff(new AbortedError(signal?.reason));
  };
  signal?.addEventListener('abort', onAbort, { once: true });
  try {
    const { localAddress } = config;
    const lookup = checkedLookup({ policy, resolver, localAddress });
    const bound = localAddress === undefined ? {} : { localAddress };
    const tcp = own(connectTcp({ host, port, lookup, autoSelectFamily: true, ...bound }));
    await once(tcp, 'connect');
    // These protocols are questions and answers; waiting to fill a packet costs 40 ms a question.
    tcp.setNoDelay(true);
    guard(tcp, config, signal);
    if (tls === undefined) return tcp;
    const secure = own(startTls(tcp, tls));
    await once(secure, 'secureConnect');
    return secure;
  } catch (thrown) {
    cutOff(new AbortedError(thrown));
    throw toEgressError(thrown, { connectTimeoutMs, maxHeaderBytes: 0 });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', onAbort);
  }
}

/**
 * Bounds the connection for as long as it lives, also after its user has laid TLS over it (STARTTLS and its kin): what is
 * watched is the TCP connection underneath, and destroying that ends what lies above.
 */
function guard(tcp: Socket, config: EgressConfig, signal: AbortSignal | undefined): void {
  const { maxSocketBytes } = config;
  const maxMs = config.maxTime.milliseconds;
  const onAbort = (): void => {
    tcp.destroy(new AbortedError(signal?.reason));
  };
  const lifetime = setTimeout(() => tcp.destroy(new TimeoutError(maxMs)), maxMs);
  const count = setInterval(() => {
    if (tcp.bytesRead + tcp.bytesWritten > maxSocketBytes) tcp.destroy(new TooLargeError('body', maxSocketBytes));
  }, COUNT_EVERY_MS);
  lifetime.unref();
  count.unref();
  signal?.addEventListener('abort', onAbort, { once: true });
  tcp.once('close', () => {
    clearTimeout(lifetime);
    clearInterval(count);
    signal?.removeEventListener('abort', onAbort);
  });
}

/** TLS over a connection that is guarded already. */
export function startTls(socket: Socket, tls: EgressSocketTls): TLSSocket {
  const { servername, rejectUnauthorized, minVersion, ca } = tls;
  return connectTls({
    socket,
    // A numeric address is no SNI, but the certificate is still held against it.
    ...(isIP(servername) === 0 ? { servername } : { host: servername }),
    rejectUnauthorized,
    minVersion,
    ciphers: STRONG_CIPHERS,
    ...(ca === undefined ? {} : { ca }),
  });
}
