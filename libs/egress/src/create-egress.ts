import { once } from 'node:events';
import type { Socket } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import type { TLSSocket } from 'node:tls';
import { DefectError } from '@ebbflow/kernel';
import { Agent } from 'undici';
import { AddressPolicy } from './address.policy.ts';
import { checkedConnector } from './checked-connector.ts';
import { closedLiteral } from './checked-lookup.ts';
import { decompress } from './decompress.ts';
import type { EgressConfig } from './egress.config.ts';
import { BadRequestError, BlockedAddressError, TimeoutError, TooManyRedirectsError } from './egress.errors.ts';
import type {
  Egress,
  EgressBodySource,
  EgressRequest,
  EgressResponse,
  EgressSocketRequest,
  EgressSocketTls,
  EgressTls,
} from './egress.ts';
import { DnsResolver, type NameResolver } from './name-resolver.ts';
import { Lines } from './lines/lines.ts';
import { openSocket, startTls } from './open-socket.ts';
import { type Hop, MAX_REDIRECTS, nextHop } from './redirect.policy.ts';
import { toRawHeaders } from './request-headers.ts';
import { type RawResponse, ResponseCollector } from './response-collector.ts';
import { toEgressError } from './to-egress-error.ts';
import { parseTarget } from './url.policy.ts';

const MAX_HEADER_BYTES = 32_768;
/** Origins with open connections at one time; past it a call fails as transient instead of collecting sockets. */
const MAX_ORIGINS = 4_096;

/** Answers of a service, or of what stands before it, that is not there at the moment. */
const FAULT_STATUSES = new Set([502, 503, 504]);

/** CONNECT would open a tunnel to wherever, past every check here; TRACE gives the connection's key back in a body. */
const REFUSED_METHODS = new Set(['CONNECT', 'TRACE']);

/** Builds the way out. `resolver` is for tests. */
export function createEgress(
  config: EgressConfig,
  resolver: NameResolver = new DnsResolver(config.nameServers),
): Egress {
  return new GuardedClient(config, resolver);
}

class GuardedClient implements Egress {
  readonly #config: EgressConfig;
  readonly #policy: AddressPolicy;
  readonly #resolver: NameResolver;
  /** Two pools, because a connection whose certificate nobody checked must not serve a call that wants it checked. */
  readonly #verifying: Agent;
  readonly #trusting: Agent;
  readonly #lines: Lines;
  readonly #sockets = new WeakMap<Duplex, Socket>();

  constructor(config: EgressConfig, resolver: NameResolver) {
    this.#config = config;
    this.#policy = new AddressPolicy(config.allow);
    this.#resolver = resolver;
    this.#lines = new Lines(config);
    this.#verifying = this.#agent(true);
    this.#trusting = this.#agent(false);
  }

  request(request: EgressRequest): Promise<EgressResponse> {
    return this.#lines.run(request.line, {
      call: () => this.#request(request),
      isFault: ({ status }) => FAULT_STATUSES.has(status),
      signal: request.signal,
    });
  }

  async #request(request: EgressRequest): Promise<EgressResponse> {
    const { ports, maxTime, maxResponseBytes } = this.#config;
    const timeoutMs = Math.min(request.timeoutMs, maxTime.milliseconds);
    const deadline = performance.now() + timeoutMs;
    const maxBytes = Math.min(request.maxResponseBytes ?? maxResponseBytes, maxResponseBytes);
    const method = request.method.toUpperCase();
    if (REFUSED_METHODS.has(method)) throw new BadRequestError('has a method that is not open to scenarios');
    let hop: Hop = {
      url: parseTarget(request.url, ports),
      method,
      headers: request.headers,
      body: request.body,
      tls: request.tls,
    };
    for (let redirects = 0; ; redirects += 1) {
      const raw = await this.#send(withCookies(hop, request.cookies), request, { deadline, timeoutMs, maxBytes });
      keepCookies(hop, raw, request.cookies);
      const location = raw.headers.find(([name]) => name === 'location')?.[1];
      const next = request.followRedirects ? nextHop(hop, raw.status, location, ports) : undefined;
      if (!next) {
        const { status, headers, body, file } = raw.file ? raw : await decompress(raw, maxBytes);
        return { status, headers, body, ...(file && { file }), url: hop.url.href };
      }
      if (redirects === MAX_REDIRECTS) throw new TooManyRedirectsError(MAX_REDIRECTS);
      hop = next;
    }
  }

  async openSocket(request: EgressSocketRequest): Promise<Socket> {
    const house = { config: this.#config, policy: this.#policy, resolver: this.#resolver };
    const socket = await this.#lines.run(request.line, {
      call: () => openSocket(request, house),
      until: async (opened) => {
        if (!opened.closed) await once(opened, 'close');
      },
      signal: request.signal,
    });
    this.#sockets.set(socket, socket);
    return socket;
  }

  startTls(socket: Duplex, tls: EgressSocketTls): TLSSocket {
    const own = this.#sockets.get(socket);
    if (own === undefined) {
      throw new DefectError(
        'EGRESS.FOREIGN_SOCKET',
        'TLS is laid over sockets of openSocket alone: any other is unguarded.',
      );
    }
    return startTls(own, tls);
  }

  async close(): Promise<void> {
    await Promise.all([this.#verifying.close(), this.#trusting.close()]);
  }

  async #send(
    hop: Hop,
    request: EgressRequest,
    limits: { deadline: number; timeoutMs: number; maxBytes: number },
  ): Promise<RawResponse> {
    const { url, method, headers, body, tls } = hop;
    this.#refuseLiteral(url.hostname);
    const remainingMs = limits.deadline - performance.now();
    if (remainingMs <= 0) throw new TimeoutError(limits.timeoutMs);
    const collector = new ResponseCollector({
      maxBytes: limits.maxBytes,
      maxHeaderCount: this.#config.maxHeaderCount,
      remainingMs,
      timeoutMs: limits.timeoutMs,
      signal: request.signal,
      spool: request.spool,
      maxFileBytes: this.#config.maxFileBytes,
    });
    const own = tls && this.#agent(request.rejectUnauthorized, tls);
    const agent = own ?? (request.rejectUnauthorized ? this.#verifying : this.#trusting);
    try {
      const path = `${url.pathname}${url.search}`;
      agent.dispatch(
        {
          origin: url.origin,
          path,
          method,
          headers: isSource(body)
            ? [...toRawHeaders(headers), 'content-length', String(body.size)]
            : toRawHeaders(headers),
          body: isSource(body) ? Readable.from(body.open(), { objectMode: false }) : (body ?? null),
          headersTimeout: 0,
          bodyTimeout: 0,
        },
        collector,
      );
      return await collector.response;
    } catch (thrown) {
      throw toEgressError(thrown, {
        connectTimeoutMs: this.#config.connectTimeout.milliseconds,
        maxHeaderBytes: MAX_HEADER_BYTES,
      });
    } finally {
      // Not `close`: after a time-out there is nothing left to wait for.
      await own?.destroy();
    }
  }

  /** The connector decides; this only says so before a pool is made for an address that can never be used. */
  #refuseLiteral(hostname: string): void {
    const range = closedLiteral(this.#policy, hostname);
    if (range !== undefined) throw new BlockedAddressError(range);
  }

  #agent(rejectUnauthorized: boolean, tls: EgressTls = {}): Agent {
    const { connectTimeout, connectionsPerOrigin, localAddress } = this.#config;
    return new Agent({
      connect: checkedConnector({
        policy: this.#policy,
        resolver: this.#resolver,
        localAddress,
        connectTimeoutMs: connectTimeout.milliseconds,
        rejectUnauthorized,
        tls,
      }),
      connections: connectionsPerOrigin,
      maxOrigins: MAX_ORIGINS,
      maxHeaderSize: MAX_HEADER_BYTES,
      keepAliveTimeout: 4_000,
      keepAliveMaxTimeout: 30_000,
      pipelining: 1,
    });
  }
}

function isSource(body: Hop['body']): body is EgressBodySource {
  return body !== undefined && 'open' in body;
}

/** A `Cookie` header the caller wrote himself stays, but not beside the jar's: servers read the first or the last, each his own. */
function withCookies(hop: Hop, cookies: EgressRequest['cookies']): Hop {
  const header = cookies?.headerFor(hop.url.href);
  if (header === undefined) return hop;
  const own = hop.headers.find(([name]) => name.toLowerCase() === 'cookie')?.[1];
  const others = hop.headers.filter(([name]) => name.toLowerCase() !== 'cookie');
  return { ...hop, headers: [...others, ['cookie', own === undefined ? header : `${own}; ${header}`]] };
}

function keepCookies(hop: Hop, raw: RawResponse, cookies: EgressRequest['cookies']): void {
  const lines = raw.headers.filter(([name]) => name === 'set-cookie').map(([, value]) => value);
  if (lines.length > 0) cookies?.store(hop.url.href, lines);
}
