import { Inject, Injectable } from '@nestjs/common';
import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { OpenHook } from '../hooks/hook.ts';
import { DoorConfig } from './door.config.ts';
import { RateLimitedError } from './door.errors.ts';

/** What is left to a sender, for the headers of the IETF draft on rate limits. */
export interface RateState {
  readonly requests: number;
  readonly seconds: number;
  readonly remaining: number;
  readonly resetSeconds: number;
}

/**
 * How often a hook may be called. Counted in this replica's memory, each replica taking its part of the whole: counting in the database
 * would cost a write for every request, refused ones above all, which is what the limit is to prevent.
 */
@Injectable()
export class RateLimits {
  readonly #limiters = new Map<string, RateLimiterMemory>();

  constructor(@Inject(DoorConfig) private readonly config: DoorConfig) {}

  /** @throws RateLimitedError */
  async take({ id, settings }: OpenHook): Promise<RateState> {
    const { rateLimit, rateWindow, replicas } = this.config;
    const { requests, seconds } = settings.rateLimit ?? {
      requests: rateLimit,
      seconds: rateWindow.milliseconds / 1_000,
    };
    const state = (left: RateLimiterRes): RateState => {
      const { remainingPoints, msBeforeNext } = left;
      return {
        requests,
        seconds,
        remaining: Math.max(0, remainingPoints),
        resetSeconds: Math.ceil(msBeforeNext / 1_000),
      };
    };
    try {
      return state(await this.#limiter(Math.max(1, Math.floor(requests / replicas)), seconds).consume(id));
    } catch (thrown) {
      if (thrown instanceof RateLimiterRes) throw new RateLimitedError(requests, seconds, thrown.msBeforeNext);
      throw thrown;
    }
  }

  #limiter(points: number, duration: number): RateLimiterMemory {
    const key = `${String(points)}/${String(duration)}`;
    const known = this.#limiters.get(key) ?? new RateLimiterMemory({ points, duration, keyPrefix: key });
    this.#limiters.set(key, known);
    return known;
  }
}
