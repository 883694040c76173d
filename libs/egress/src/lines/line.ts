import { setTimeout as pause } from 'node:timers/promises';
import { TransientError } from '@ebbflow/kernel';
import {
  bulkhead,
  BulkheadRejectedError,
  BrokenCircuitError,
  circuitBreaker,
  CircuitState,
  ConsecutiveBreaker,
  handleWhen,
  type BulkheadPolicy,
  type CircuitBreakerPolicy,
  TaskCancelledError,
} from 'cockatiel';
import { AbortedError, CircuitOpenError, RateLimitedError } from '../egress.errors.ts';
import { TokenBucket } from './token-bucket.ts';

/** Calls that may wait for a free place; beyond, a call is refused at once. */
const MAX_WAITING = 100;
/** How long a call waits for its turn under the rate. */
const PATIENCE_MS = 5_000;
/** What a caller is told to wait where nobody can know: for a place, or for the one call that tries the service again. */
const SOON_MS = 1_000;

export interface LineLimits {
  readonly concurrent: number;
  readonly perSecond: number;
  /** Faults in a row after which the circuit opens. */
  readonly faults: number;
  readonly openMs: number;
}

export interface LineCall<T> {
  /** The work itself. */
  readonly call: () => Promise<T>;
  /** True where what came back says that the service does not work. */
  readonly isFault?: (result: T) => boolean;
  /** Until when the place is taken; left out, until `call` is over. */
  readonly until?: (result: T) => Promise<void>;
  readonly signal: AbortSignal | undefined;
}

/**
 * What one connection may do at one time: so many calls a second, so many at once, and none while its service is down.
 * The circuit is closed at first. After so many transient faults in a row it is open, and calls fail at once. When its time is
 * over one call tries the service (half open); others still fail at once. If it succeeds the circuit is closed again, else open.
 */
export class Line {
  readonly #bucket: TokenBucket;
  readonly #places: BulkheadPolicy;
  readonly #breaker: CircuitBreakerPolicy;
  readonly #openMs: number;
  #openedAtMs = 0;
  #active = 0;

  constructor({ concurrent, perSecond, faults, openMs }: LineLimits) {
    this.#bucket = new TokenBucket(perSecond, () => performance.now());
    this.#places = bulkhead(concurrent, MAX_WAITING);
    this.#openMs = openMs;
    const breaker: CircuitBreakerPolicy = circuitBreaker(
      // A caller that gives up says nothing about the service, unless it was the one call that was to find out.
      handleWhen(
        (error) =>
          error instanceof TransientError &&
          (!(error instanceof AbortedError) || breaker.state === CircuitState.HalfOpen),
      ).orWhenResult((result) => result instanceof Faulty),
      { halfOpenAfter: openMs, breaker: new ConsecutiveBreaker(faults) },
    );
    breaker.onBreak(() => (this.#openedAtMs = Date.now()));
    this.#breaker = breaker;
  }

  /** Nothing runs or waits, and nothing is known that has not run out. */
  get isIdle(): boolean {
    return this.#active === 0 && (!this.isOpen || this.#openForMs() <= 0);
  }

  get isOpen(): boolean {
    return this.#breaker.state !== CircuitState.Closed;
  }

  /** @throws TransientError `EGRESS.CIRCUIT_OPEN`, `EGRESS.RATE_LIMITED`; and what the call throws */
  async run<T>(call: LineCall<T>): Promise<T> {
    this.#refuseWhileOpen();
    this.#active += 1;
    try {
      await this.#awaitTurn(call.signal);
      return await this.#takePlace(call);
    } finally {
      this.#active -= 1;
    }
  }

  #refuseWhileOpen(): void {
    const { state } = this.#breaker;
    if (state === CircuitState.Closed) return;
    if (state === CircuitState.HalfOpen) throw new CircuitOpenError(SOON_MS);
    const leftMs = this.#openForMs();
    if (leftMs > 0) throw new CircuitOpenError(leftMs);
  }

  #openForMs(): number {
    return this.#openedAtMs + this.#openMs - Date.now();
  }

  async #awaitTurn(signal: AbortSignal | undefined): Promise<void> {
    const waitMs = this.#bucket.take(PATIENCE_MS);
    if (waitMs === undefined) throw new RateLimitedError(PATIENCE_MS);
    if (waitMs === 0) return;
    await pause(waitMs, undefined, signal && { signal }).catch(() => {
      throw new AbortedError(signal?.reason);
    });
  }

  /** Resolves with the result as soon as it is there; the place may stay taken for longer. */
  #takePlace<T>({ call, isFault, until, signal }: LineCall<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      const giveUp = (): void => reject(new AbortedError(signal?.reason));
      const settled = (): void => signal?.removeEventListener('abort', giveUp);
      signal?.addEventListener('abort', giveUp, { once: true });
      this.#places
        .execute(async () => {
          // It may have given up, or the circuit opened, while it waited for the place.
          if (signal?.aborted) throw new AbortedError(signal.reason);
          this.#refuseWhileOpen();
          settled();
          const result = await this.#breaker.execute(async () => {
            const answer = await call();
            return isFault?.(answer) === true ? new Faulty(answer) : answer;
          });
          const answer = result instanceof Faulty ? (result.answer as T) : result;
          resolve(answer);
          await until?.(answer);
        }, signal)
        .catch((thrown: unknown) => reject(refusalOf(thrown, signal)))
        .finally(settled);
    });
  }
}

/** An answer that counts as a fault, and is an answer none the less. */
class Faulty {
  readonly answer: unknown;

  constructor(answer: unknown) {
    this.answer = answer;
  }
}

function refusalOf(thrown: unknown, signal: AbortSignal | undefined): Error {
  // A signal that was aborted before the call came tells nobody any more; the bulkhead looks at it.
  if (thrown instanceof TaskCancelledError) return new AbortedError(signal?.reason);
  if (thrown instanceof BulkheadRejectedError) return new RateLimitedError(SOON_MS);
  if (thrown instanceof BrokenCircuitError) return new CircuitOpenError(SOON_MS);
  return thrown as Error;
}
