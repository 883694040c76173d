import type { Socket } from 'node:net';
import type { Duplex } from 'node:stream';
import type { TLSSocket } from 'node:tls';

/** One call to the outside. A superset of the connectors' HttpRequest. */
export interface EgressRequest {
  /** Absolute, http or https, without user name or password in it. */
  readonly url: string;
  readonly method: string;
  /**
   * In order; names may repeat. `Host`, lengths and hop-by-hop headers are the client's own and are left out.
   * After a redirect to another origin only content negotiation headers go along (see redirect.policy.ts).
   */
  readonly headers: readonly (readonly [string, string])[];
  readonly body?: Uint8Array | EgressBodySource;
  /** The whole call, all redirects and the body included; bounded by EBB_EGRESS_MAX_TIME. */
  readonly timeoutMs: number;
  /** At most 5 hops. When false a 3xx is an answer like any other. */
  readonly followRedirects: boolean;
  /** False only when the person who built the scenario asked for it: the certificate is then not verified (still TLS ≥ 1.2). */
  readonly rejectUnauthorized: boolean;
  /** After decompression. Default and upper bound EBB_EGRESS_MAX_RESPONSE. */
  readonly maxResponseBytes?: number;
  readonly signal?: AbortSignal;
  readonly line?: EgressLine;
  /** Asked for a `Cookie` header before each hop and told of `Set-Cookie` after it. Never sees another origin's. */
  readonly cookies?: EgressCookies;
  /** Own certificates. Such a call has a connection of its own, closed after it. */
  readonly tls?: EgressTls;
  /** Takes a large answer away while it arrives; then its bound is EBB_EGRESS_MAX_FILE. */
  readonly spool?: EgressSpool;
}

/** Whose account a call is made with. Calls of one key share a rate, places and a circuit breaker, and share them with no other. */
export interface EgressLine {
  readonly key: string;
  /** Calls and open sockets at one time. Default EBB_EGRESS_LINE_CONCURRENCY. */
  readonly concurrent?: number | undefined;
  /** Calls begun within a second. Default EBB_EGRESS_LINE_RATE. */
  readonly perSecond?: number | undefined;
}

/** A body that is read while it is sent, from its beginning for each redirect. */
export interface EgressBodySource {
  /** Bytes, exactly: it becomes the content length. */
  readonly size: number;
  open(): AsyncIterable<Uint8Array>;
}

export interface EgressSpool {
  /** Up to so many bytes the answer has its body in memory. */
  readonly overBytes: number;
  /** Is not asked faster than it takes: the connection is paused meanwhile. */
  store(chunks: AsyncIterable<Uint8Array>): Promise<EgressFile>;
}

export interface EgressFile {
  readonly id: string;
  readonly size: number;
}

export interface EgressCookies {
  headerFor(url: string): string | undefined;
  store(url: string, setCookies: readonly string[]): void;
}

/** PEM each. */
export interface EgressTls {
  /** Authorities to trust instead of the public ones. */
  readonly ca?: string;
  readonly certificate?: string;
  readonly privateKey?: string;
  readonly passphrase?: string;
}

/** TLS of one raw connection; the newest version both sides know, 1.3 where the server has it. */
export interface EgressSocketTls {
  /** Sent as SNI and held against the certificate. */
  readonly servername: string;
  readonly rejectUnauthorized: boolean;
  readonly minVersion: 'TLSv1.2' | 'TLSv1.3';
  /** PEM of authorities to trust instead of the public ones. */
  readonly ca?: string;
}

/** A raw connection for a protocol that is not HTTP. */
export interface EgressSocketRequest {
  readonly host: string;
  /** One of EBB_EGRESS_SOCKET_PORTS. */
  readonly port: number;
  /** TLS from the first byte. */
  readonly tls?: EgressSocketTls;
  readonly signal?: AbortSignal;
  /** Its place is taken until the socket closes. */
  readonly line?: EgressLine;
}

export interface EgressResponse {
  readonly status: number;
  /** As received, in order, names in lower case; `content-encoding` and `content-length` are gone where the body was decompressed. */
  readonly headers: readonly (readonly [string, string])[];
  /** Empty when `file` has it. */
  readonly body: Uint8Array;
  /** The body, where the spool took it. */
  readonly file?: EgressFile;
  /** Where the answer came from, after redirects. */
  readonly url: string;
}

/**
 * The only way out of the house. Every connection goes to an address that was checked, whatever the URL or the name
 * server said; see address.policy.ts for what passes. One per process: it holds the connection pools.
 */
export interface Egress {
  /**
   * @throws ExpectedError `EGRESS.BLOCKED_ADDRESS`, `EGRESS.BAD_URL`, `EGRESS.BAD_REQUEST`, `EGRESS.TLS`, `EGRESS.TOO_LARGE`,
   * `EGRESS.TOO_MANY_REDIRECTS`, `EGRESS.DNS` (no such name)
   * @throws TransientError `EGRESS.TIMEOUT`, `EGRESS.DNS` (no answer), `EGRESS.CONNECTION`; with a line also
   * `EGRESS.CIRCUIT_OPEN` and `EGRESS.RATE_LIMITED`
   */
  request(request: EgressRequest): Promise<EgressResponse>;
  /**
   * A connected socket to an address judged like that of a request; bounded by EBB_EGRESS_CONNECT_TIMEOUT,
   * EBB_EGRESS_MAX_TIME and EBB_EGRESS_MAX_SOCKET_BYTES, and cut off with the caller's signal.
   * @throws ExpectedError `EGRESS.BAD_HOST`, `EGRESS.CLOSED_PORT`, `EGRESS.BLOCKED_ADDRESS`, `EGRESS.TLS`, `EGRESS.DNS` (no such name)
   * @throws TransientError `EGRESS.TIMEOUT`, `EGRESS.DNS` (no answer), `EGRESS.CONNECTION`, `EGRESS.ABORTED`; with a
   * line also `EGRESS.CIRCUIT_OPEN` and `EGRESS.RATE_LIMITED`
   */
  openSocket(request: EgressSocketRequest): Promise<Socket>;
  /**
   * Lays TLS over a socket of `openSocket` (STARTTLS and its kin). Emits `secureConnect` or `error`.
   * @throws DefectError where the socket is not one of this egress
   */
  startTls(socket: Duplex, tls: EgressSocketTls): TLSSocket;
  /** Ends idle connections and waits for running calls. */
  close(): Promise<void>;
}
