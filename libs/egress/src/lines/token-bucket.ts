/** Lets `perSecond` begin within any second, evenly after a first burst of as many. Keeps one number and no timer. */
export class TokenBucket {
  readonly #intervalMs: number;
  readonly #burst: number;
  readonly #nowMs: () => number;
  /** When the bucket will be full again; from it follows how many tokens it has now. */
  #fullAtMs = 0;

  constructor(perSecond: number, nowMs: () => number) {
    this.#intervalMs = 1_000 / perSecond;
    this.#burst = Math.max(1, Math.floor(perSecond));
    this.#nowMs = nowMs;
  }

  /** Takes a token and says in how many milliseconds it is there; undefined, and none taken, where that is longer than `patienceMs`. */
  take(patienceMs: number): number | undefined {
    const now = this.#nowMs();
    const fullAt = Math.max(now, this.#fullAtMs) + this.#intervalMs;
    const waitMs = Math.max(0, fullAt - now - this.#burst * this.#intervalMs);
    if (waitMs > patienceMs) return undefined;
    this.#fullAtMs = fullAt;
    return waitMs;
  }
}
