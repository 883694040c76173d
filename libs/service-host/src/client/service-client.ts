import type { Readable } from 'node:stream';
import type { Principal, ServiceName } from '@ebbflow/contracts';
import { EbbflowError } from '@ebbflow/kernel';
import { currentTraceparent, withSpan } from '@ebbflow/observability';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Agent, type Dispatcher } from 'undici';
import type { z } from 'zod';
import { PeerDefectError, PeerUnavailableError } from '../host.errors.ts';
import { ServiceTokens } from '../tokens/service-tokens.ts';
import { ROUTE_HEADER, SCOPE_HEADER } from '../http/route-headers.ts';
import type { CallObserver } from './call-observer.ts';
import { problemToError } from './problem-to-error.ts';
import { ServiceUrlsConfig } from './service-urls.config.ts';
import { withinTime } from './within-time.ts';

export type HttpMethod = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

export interface CallOptions<Schema extends z.ZodType = z.ZodType> {
  /** Sent as JSON. */
  readonly body?: unknown;
  /** On whose behalf; the peer believes it from the console only. */
  readonly principal?: Principal;
  /** What the answer must look like; without it the answer is `unknown`. */
  readonly schema?: Schema;
  /** Longest wait for the whole answer, and for a connection before it. Default 10 s. */
  readonly timeoutMs?: number;
  /** One replica of the peer instead of its usual address, e.g. the `replyTo` of an event it published. */
  readonly origin?: string;
}

interface SentCall extends CallOptions {
  readonly method: HttpMethod;
  readonly path: string;
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
}

export interface OpenOptions {
  readonly origin: string;
  readonly signal: AbortSignal;
}

export interface ForwardRequest {
  readonly method: HttpMethod;
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: Dispatcher.DispatchOptions['body'];
  /** On whose behalf; nobody's for what proves itself, such as a provider's signed call. */
  readonly principal?: Principal;
  /** The answer may take its time or never end by itself (server-sent events). */
  readonly isLong?: boolean;
}

/** Longest time until a long answer begins; whoever lets its callers wait answers before. */
const LONGEST_START_MS = 120_000;

/** Silence after which an endless answer is taken for dead; its sender says something more often than that. */
const LONGEST_SILENCE_MS = 60_000;

/** Questions to other services: signed, traced, with kept connections, and errors back in the three families. */
@Injectable()
export class ServiceClient implements OnApplicationShutdown {
  readonly #agent = new Agent({ connections: 64, keepAliveTimeout: 30_000, connectTimeout: 3_000, pipelining: 1 });
  readonly #long = new Agent({ connections: 4_096, connectTimeout: 3_000, pipelining: 1 });
  #observer: CallObserver | undefined;

  constructor(
    @Inject(ServiceTokens) private readonly tokens: ServiceTokens,
    @Inject(ServiceUrlsConfig) private readonly urls: ServiceUrlsConfig,
  ) {}

  /** From now on it sees each call on somebody's behalf that was answered. One only: the edge's access log. */
  observe(observer: CallObserver): void {
    this.#observer = observer;
  }

  /**
   * @param path begins with `/`; parts that come from outside must be encoded by the caller.
   * @throws ExpectedError with the peer's code and status (4xx), PeerUnavailableError (503, timeout, no connection), PeerDefectError.
   */
  async call<Schema extends z.ZodType>(
    service: ServiceName,
    method: HttpMethod,
    path: string,
    options: CallOptions<Schema> = {},
  ): Promise<z.infer<Schema>> {
    return withSpan(`${method} ${service}`, { fields: { peer: service } }, async () => {
      const { timeoutMs = 10_000 } = options;
      const late = (): Error => new PeerUnavailableError(service);
      const { statusCode, headers, text } = await withinTime(timeoutMs, late, async (signal) => {
        const response = await this.#request(service, { ...options, method, path, timeoutMs, signal });
        const { statusCode, headers, body } = response;
        const text = await body.text().catch((cause: unknown) => {
          throw new PeerUnavailableError(service, { cause });
        });
        return { statusCode, headers, text };
      });
      this.#observe(service, { ...options, method, path }, { statusCode, headers });
      if (statusCode >= 400) throw problemToError(service, statusCode, headers['retry-after'], text);
      const answer = jsonOf(service, text);
      if (options.schema === undefined) return answer as z.infer<Schema>;
      const checked = options.schema.safeParse(answer);
      if (!checked.success) throw new PeerDefectError(service, 'answered in a form its contract does not have.');
      return checked.data;
    });
  }

  /**
   * Passes a request on as it is and gives the answer back unread, whatever its status. For the edge. What may take its time, an answer or
   * a body that comes as slowly as its sender likes, has connections of its own: it must not take a place from what is quick.
   */
  async forward(service: ServiceName, request: ForwardRequest): Promise<Dispatcher.ResponseData> {
    const { isLong = false } = request;
    const token = await this.tokens.mint(service, request.principal);
    try {
      const isQuick = !isLong && (request.body === undefined || request.body instanceof Uint8Array);
      const answer = await (isQuick ? this.#agent : this.#long).request({
        origin: this.urls.of(service),
        path: request.path,
        method: request.method,
        headers: { ...request.headers, ...traceHeader(), authorization: `Bearer ${token}` },
        body: request.body ?? null,
        headersTimeout: isLong ? LONGEST_START_MS : 30_000,
        bodyTimeout: LONGEST_SILENCE_MS,
      });
      this.#observe(service, request, answer);
      return answer;
    } catch (cause) {
      // The body's own failure, such as "too large", is the caller's fault and not the peer's.
      if (cause instanceof EbbflowError) throw cause;
      throw new PeerUnavailableError(service, { cause });
    }
  }

  /**
   * Asks one replica of a peer for an answer that goes on for as long as there is something to say. The caller reads it to
   * its end or destroys it. @throws as `call`
   */
  async open(service: ServiceName, path: string, { origin, signal }: OpenOptions): Promise<Readable> {
    const token = await this.tokens.mint(service);
    const response = await this.#long
      .request({
        origin,
        path,
        method: 'GET',
        headers: { authorization: `Bearer ${token}` },
        headersTimeout: 5_000,
        bodyTimeout: LONGEST_SILENCE_MS,
        signal,
      })
      .catch((cause: unknown) => {
        throw new PeerUnavailableError(service, { cause });
      });
    if (response.statusCode < 400) return response.body;
    throw problemToError(service, response.statusCode, undefined, await response.body.text());
  }

  #observe(
    service: ServiceName,
    { principal, method, path }: Pick<SentCall, 'method' | 'path'> & { readonly principal?: Principal },
    { statusCode: status, headers }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  ): void {
    if (principal === undefined) return;
    const [route, scope] = [headers[ROUTE_HEADER], headers[SCOPE_HEADER]];
    this.#observer?.({
      ...{ principal, service, method, path, status },
      route: typeof route === 'string' ? route : null,
      scope: typeof scope === 'string' ? scope : null,
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all([this.#agent.close(), this.#long.destroy()]);
  }

  async #request(
    service: ServiceName,
    { method, path, body, principal, origin, timeoutMs, signal }: SentCall,
  ): Promise<Dispatcher.ResponseData> {
    const token = await this.tokens.mint(service, principal);
    try {
      return await this.#agent.request({
        origin: origin ?? this.urls.of(service),
        path,
        method,
        headers: {
          accept: 'application/json',
          authorization: `Bearer ${token}`,
          ...traceHeader(),
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
        signal,
      });
    } catch (cause) {
      throw new PeerUnavailableError(service, { cause });
    }
  }
}

function traceHeader(): { traceparent?: string } {
  const traceparent = currentTraceparent();
  return traceparent === undefined ? {} : { traceparent };
}

function jsonOf(service: ServiceName, text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new PeerDefectError(service, 'answered with something that is not JSON.');
  }
}
