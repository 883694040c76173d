import { networkOf } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { LimitsConfig } from './limits.config.ts';
import { RateLimit } from './rate-limit.ts';

/** Probes come from the orchestrator, and a file is cheaper than counting it. */
const NOT_COUNTED = /^\/(?:health|assets)\//;

/** Requests that come in nobody's name, and all of pages, per address (`networkOf`, as the proxies that are trusted say, EBB_HTTP_TRUSTED_PROXIES); before anything of them is read, hashed or asked of another service. */
@Injectable()
export class StrangerLimit {
  readonly #limit: RateLimit;

  constructor(@Inject(LimitsConfig) config: LimitsConfig) {
    this.#limit = new RateLimit(config.strangers, config);
  }

  /** @param isNamed it carries a session or token, whether it is one or not. @throws RateLimitedError */
  async take(request: FastifyRequest, isNamed: boolean): Promise<void> {
    const { url = '' } = request.raw;
    // Forms and pages are counted whatever they carry: a made-up cookie must not open another account of attempts.
    if (NOT_COUNTED.test(url) || (isNamed && url.startsWith('/api/'))) return;
    await this.count(request);
  }

  /** One more of this address, whatever it carries. @throws RateLimitedError */
  async count(request: FastifyRequest): Promise<void> {
    await this.#limit.take(networkOf(request.ip));
  }
}
