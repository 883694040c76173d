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
  readonly body?: Uint8Array;
  /** The whole call, all redirects and the body included; bounded by EBB_EGRESS_MAX_TIME. */
  readonly timeoutMs: number;
  /** At most 5 hops. When false a 3xx is an answer like any other. */
  readonly followRedirects: boolean;
  /** False only when the person who built the scenario asked for it: the certificate is then not verified (still TLS ≥ 1.2). */
  readonly rejectUnauthorized: boolean;
  /** After decompression. Default and upper bound EBB_EGRESS_MAX_RESPONSE. */
  readonly maxResponseBytes?: number;
  readonly signal?: AbortSignal;
}

export interface EgressResponse {
  readonly status: number;
  /** As received, in order, names in lower case; `content-encoding` and `content-length` are gone where the body was decompressed. */
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Uint8Array;
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
   * @throws TransientError `EGRESS.TIMEOUT`, `EGRESS.DNS` (no answer), `EGRESS.CONNECTION`
   */
  request(request: EgressRequest): Promise<EgressResponse>;
  /** Ends idle connections and waits for running calls. */
  close(): Promise<void>;
}
