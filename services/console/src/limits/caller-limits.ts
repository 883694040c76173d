import type { Principal } from '@ebbflow/contracts';
import { networkOf } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { KnownCredentials } from './known-credentials.ts';
import { LimitsConfig } from './limits.config.ts';
import { type LeftOver, RateLimit } from './rate-limit.ts';

/**
 * Requests with a session or token: per account when it is one, per address when it is none. Apart from each other, so that a flood of
 * sign-ins or guesses from an address does not shut out those who work there, and many colleagues behind one address are no flood.
 *
 * While an address has no guesses left, identity is not asked about what comes from there, except about sessions and tokens that were
 * good when this console last saw them: whoever works behind that address goes on working. What this process has not seen yet waits
 * for the window to end, because nothing but asking identity tells it from a guess; a session that begins here was seen.
 */
@Injectable()
export class CallerLimits {
  readonly #policy: string;
  readonly #left = new WeakMap<FastifyRequest, LeftOver>();
  readonly #bad: RateLimit;
  readonly #account: RateLimit;
  readonly #known = new KnownCredentials();

  constructor(@Inject(LimitsConfig) config: LimitsConfig) {
    this.#bad = new RateLimit(config.badCredentials, config);
    this.#account = new RateLimit(config.account, config);
    this.#policy = `"account";q=${String(config.account)};w=${String(config.window.milliseconds / 1_000)}`;
  }

  /** Before identity is asked who it is. @throws RateLimitedError */
  async check(request: FastifyRequest, credential: string | undefined): Promise<void> {
    if (credential === undefined || !this.#known.has(credential)) await this.#bad.check(networkOf(request.ip));
  }

  /** Identity just made it. */
  begins(credential: string): void {
    this.#known.add(credential);
  }

  /** It was nobody. @throws RateLimitedError */
  async wasNobody(request: FastifyRequest, credential: string | undefined): Promise<void> {
    if (credential !== undefined) this.#known.forget(credential);
    await this.#bad.take(networkOf(request.ip));
  }

  /** It was somebody. @throws RateLimitedError */
  async took(
    request: FastifyRequest,
    credential: string | undefined,
    { organisationId, userId }: Principal,
  ): Promise<void> {
    if (credential !== undefined) this.#known.add(credential);
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
