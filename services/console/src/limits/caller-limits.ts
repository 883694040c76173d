import type { Principal } from '@ebbflow/contracts';
import { networkOf } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LimitsConfig } from './limits.config.ts';
import { type LeftOver, RateLimit } from './rate-limit.ts';

/**
 * Requests with a session or token: per account when it is one, per address when it is none. Apart from each other, so that a flood of
 * sign-ins or guesses from an address does not shut out those who work there, and many colleagues behind one address are no flood.
 */
@Injectable()
export class CallerLimits {
  readonly #policy: string;
  readonly #left = new WeakMap<FastifyRequest, LeftOver>();
  readonly #bad: RateLimit;
  readonly #account: RateLimit;

  constructor(@Inject(LimitsConfig) config: LimitsConfig) {
    this.#bad = new RateLimit(config.badCredentials, config);
    this.#account = new RateLimit(config.account, config);
    this.#policy = `"account";q=${String(config.account)};w=${String(config.window.milliseconds / 1_000)}`;
  }

  /** Before identity is asked who it is. @throws RateLimitedError */
  async check(request: FastifyRequest): Promise<void> {
    await this.#bad.check(networkOf(request.ip));
  }

  /** It was nobody. @throws RateLimitedError */
  async wasNobody(request: FastifyRequest): Promise<void> {
    await this.#bad.take(networkOf(request.ip));
  }

  /** @throws RateLimitedError */
  async took(request: FastifyRequest, { organisationId, userId }: Principal): Promise<void> {
    this.#left.set(request, await this.#account.take(`${organisationId} ${userId ?? 'tokens'}`));
  }

  /** What an answer says of how many calls are left to whoever made this one. */
  headersOf(request: FastifyRequest): Readonly<Record<string, string>> {
    const left = this.#left.get(request);
    if (left === undefined) return {};
    const { remaining, resetSeconds } = left;
    return {
      'ratelimit-policy': this.#policy,
      ratelimit: `"account";r=${String(remaining)};t=${String(resetSeconds)}`,
    };
  }
}
