import type { Clock } from '@ebbflow/kernel';
import type { ConnectionUse } from './connection-limits.ts';
import type { ConnectionPort } from './connection-port.ts';
import type { DevicePort } from './device-port.ts';
import type { FilePort, StoredFile } from './file.ts';
import type { SocketPort } from './socket-port.ts';
import type { DataStorePort } from './data-store-port.ts';

/** Plain data as it flows between modules: JSON values, dates and bytes. Never a class instance with behaviour. */
export type Value =
  string | number | boolean | null | undefined | Date | Uint8Array | Value[] | { [key: string]: Value };
export type Bundle = { [key: string]: Value };

export interface HttpRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array | BodySource;
  readonly timeoutMs: number;
  readonly followRedirects: boolean;
  readonly rejectUnauthorized: boolean;
  /** Ends the request when the operation's time is over or the attempt must end. */
  readonly signal?: AbortSignal;
  /** Asked before and told after every hop, redirects included. */
  readonly cookies?: CookiePort;
  readonly tls?: HttpTls;
  /** What becomes of an answer too large for memory; left out, such an answer is an error. */
  readonly spool?: AnswerSpool;
  /** Put in by the engine. */
  readonly connection?: ConnectionUse | undefined;
}

/** A body that is read while it is sent. */
export interface BodySource {
  /** Bytes, exactly. */
  readonly size: number;
  /** From the beginning, again for each redirect. */
  open(): AsyncIterable<Uint8Array>;
}

/** Takes an answer's body away while it arrives. */
export interface AnswerSpool {
  /** Up to so many bytes the answer has its body in memory. */
  readonly overBytes: number;
  store(chunks: AsyncIterable<Uint8Array>): Promise<StoredFile>;
}

/** Cookies that go along with requests, and those that come back. */
export interface CookiePort {
  /** Value of the `Cookie` header for this address; undefined for none. */
  headerFor(url: string): string | undefined;
  /** `Set-Cookie` lines of an answer from this address. */
  store(url: string, setCookies: readonly string[]): void;
}

/** Other than usual certificates, PEM. */
export interface HttpTls {
  /** Authorities to trust instead of the public ones. */
  readonly ca?: string;
  /** What the client shows, chain and key. */
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  /** Empty when `file` has it. */
  readonly body: Uint8Array;
  /** The body, where the request's spool took it. */
  readonly file?: StoredFile;
}

/** The only way out for a module; the executor puts libs/egress behind it, the terminal puts recorded fixtures. */
export interface HttpPort {
  send(request: HttpRequest): Promise<HttpResponse>;
}

/** What `gateway:WebhookRespond` answers to the sender of the webhook that started this run. */
export interface WebhookResponse {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
}

/** Everything a module may touch while it works on one input bundle. */
export interface ModuleContext {
  readonly clock: Clock;
  /** The same for every repetition of this step: send it along as `Idempotency-Key`. */
  readonly idempotencyKey: string;
  readonly http: HttpPort;
  readonly connections: ConnectionPort;
  /** Raw connections; the only ones a module can have. */
  readonly sockets: SocketPort;
  readonly devices: DevicePort;
  /** For what is too large for a bundle; absent where there is no such place (a terminal). */
  readonly files?: FilePort | undefined;
  readonly timezone: string;
  /** The module's number in the blueprint: tells two modules of one kind apart, such as two counters. */
  readonly moduleId: number;
  /** Polling triggers: what the last committed read left as `ModuleResult.cursor`; undefined the first time. */
  readonly cursor: Value;
  /** For modules with `isTransactional`; every other module's calls are refused with `UnexpectedError`. */
  readonly dataStores: DataStorePort;
  /** A variable set earlier: by this cycle, by this run, or by an earlier run of the scenario, in this order. */
  variable(name: string): Value;
  respond(response: WebhookResponse): Promise<void>;
  readonly signal: AbortSignal;
}
