import { isIP } from 'node:net';
import { Agent } from 'undici';
import { AddressPolicy } from './address.policy.ts';
import { checkedConnector } from './checked-connector.ts';
import { decompress } from './decompress.ts';
import type { EgressConfig } from './egress.config.ts';
import { BadRequestError, BlockedAddressError, TimeoutError, TooManyRedirectsError } from './egress.errors.ts';
import type { Egress, EgressRequest, EgressResponse } from './egress.ts';
import { DnsResolver, type NameResolver } from './name-resolver.ts';
import { type Hop, MAX_REDIRECTS, nextHop } from './redirect.policy.ts';
import { toRawHeaders } from './request-headers.ts';
import { type RawResponse, ResponseCollector } from './response-collector.ts';
import { toEgressError } from './to-egress-error.ts';
import { parseTarget } from './url.policy.ts';

const MAX_HEADER_BYTES = 32_768;
/** Origins with open connections at one time; past it a call fails as transient instead of collecting sockets. */
const MAX_ORIGINS = 4_096;

/** CONNECT would open a tunnel to wherever, past every check here; TRACE gives the connection's key back in a body. */
const REFUSED_METHODS = new Set(['CONNECT', 'TRACE']);

/** Builds the way out. `resolver` is for tests; the default asks the machine's name servers. */
export function createEgress(config: EgressConfig, resolver: NameResolver = new DnsResolver()): Egress {
  return new GuardedClient(config, resolver);
}

class GuardedClient implements Egress {
  readonly #config: EgressConfig;
  readonly #policy: AddressPolicy;
  /** Two pools, because a connection whose certificate nobody checked must not serve a call that wants it checked. */
  readonly #verifying: Agent;
  readonly #trusting: Agent;

  constructor(config: EgressConfig, resolver: NameResolver) {
    this.#config = config;
    this.#policy = new AddressPolicy(config.allow);
    this.#verifying = this.#agent(resolver, true);
    this.#trusting = this.#agent(resolver, false);
  }

  async request(request: EgressRequest): Promise<EgressResponse> {
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
    };
    for (let redirects = 0; ; redirects += 1) {
      const raw = await this.#send(hop, request, { deadline, timeoutMs, maxBytes });
      const location = raw.headers.find(([name]) => name === 'location')?.[1];
      const next = request.followRedirects ? nextHop(hop, raw.status, location, ports) : undefined;
      if (!next) {
        const { status, headers, body } = await decompress(raw, maxBytes);
        return { status, headers, body, url: hop.url.href };
      }
      if (redirects === MAX_REDIRECTS) throw new TooManyRedirectsError(MAX_REDIRECTS);
      hop = next;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.#verifying.close(), this.#trusting.close()]);
  }

  async #send(
    hop: Hop,
    request: EgressRequest,
    limits: { deadline: number; timeoutMs: number; maxBytes: number },
  ): Promise<RawResponse> {
    const { url, method, headers, body } = hop;
    this.#refuseLiteral(url.hostname);
    const remainingMs = limits.deadline - performance.now();
    if (remainingMs <= 0) throw new TimeoutError(limits.timeoutMs);
    const collector = new ResponseCollector({
      maxBytes: limits.maxBytes,
      maxHeaderCount: this.#config.maxHeaderCount,
      remainingMs,
      timeoutMs: limits.timeoutMs,
      signal: request.signal,
    });
    const agent = request.rejectUnauthorized ? this.#verifying : this.#trusting;
    try {
      const path = `${url.pathname}${url.search}`;
      agent.dispatch(
        {
          origin: url.origin,
          path,
          method,
          headers: toRawHeaders(headers),
          body: body ?? null,
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
    }
  }

  /** The connector decides; this only says so before a pool is made for an address that can never be used. */
  #refuseLiteral(hostname: string): void {
    const literal = hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
    const range = isIP(literal) === 0 ? undefined : this.#policy.decide(literal);
    if (range !== undefined) throw new BlockedAddressError(range);
  }

  #agent(resolver: NameResolver, rejectUnauthorized: boolean): Agent {
    const { connectTimeout, connectionsPerOrigin } = this.#config;
    return new Agent({
      connect: checkedConnector({
        policy: this.#policy,
        resolver,
        connectTimeoutMs: connectTimeout.milliseconds,
        rejectUnauthorized,
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
