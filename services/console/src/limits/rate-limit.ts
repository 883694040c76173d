import { createHash } from 'node:crypto';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import { RateLimitedError } from '../console.errors.ts';
import type { LimitsConfig } from './limits.config.ts';

export interface LeftOver {
  readonly remaining: number;
  /** Until the window is over. */
  readonly resetSeconds: number;
}

/** One number of requests per key and window. Keys are hashed, so that a heap dump is no list of who was here from where. */
export class RateLimit {
  readonly #limiter: RateLimiterMemory;
  readonly #points: number;

  constructor(requests: number, { window, replicas }: Pick<LimitsConfig, 'window' | 'replicas'>) {
    this.#points = Math.max(1, Math.floor(requests / replicas));
    this.#limiter = new RateLimiterMemory({ points: this.#points, duration: window.milliseconds / 1_000 });
  }

  /** One more, and what is left as the IETF's draft on rate limits says it. @throws RateLimitedError when there were as many as the limit allows */
  async take(key: string): Promise<LeftOver> {
    try {
      const { remainingPoints, msBeforeNext } = await this.#limiter.consume(digestOf(key));
      return { remaining: remainingPoints, resetSeconds: Math.ceil(msBeforeNext / 1_000) };
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) throw new RateLimitedError(thrown.msBeforeNext);
      throw thrown;
    }
  }

  /** Looks without counting. @throws RateLimitedError when nothing is left */
  async check(key: string): Promise<void> {
    const state = await this.#limiter.get(digestOf(key));
    if (state !== null && state.consumedPoints >= this.#points) throw new RateLimitedError(state.msBeforeNext);
  }
}

function digestOf(key: string): string {
  return createHash('sha256').update(key).digest('base64url');
}
