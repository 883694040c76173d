import type { IncomingMessage, ServerResponse } from 'node:http';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { isOver, type OpenHook } from '../hooks/hook.ts';
import { carriesApiKey } from './api-key.policy.ts';
import { clientAddressOf, isWithin, type Network, parseNetwork } from './client-address.ts';
import { corsHeaders, isOriginAllowed } from './cors.policy.ts';
import { DoorConfig } from './door.config.ts';
import {
  AddressNotAllowedError,
  BadApiKeyError,
  HookDisabledError,
  HookExpiredError,
  OriginNotAllowedError,
} from './door.errors.ts';
import { RateLimits } from './rate-limits.ts';

/** All that can be said of a request by its head alone, before a byte of its body is asked for. */
@Injectable()
export class EntryChecks {
  readonly #trustedProxies: readonly Network[];

  constructor(
    @Inject(DoorConfig) config: DoorConfig,
    @Inject(RateLimits) private readonly rates: RateLimits,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#trustedProxies = config.trustedProxies.flatMap((text) => networksOf(text));
  }

  /**
   * Addresses before the rate, or a stranger could use up what belongs to the senders that are allowed; the rate before keys, or a
   * guess would cost nothing.
   * @throws HookDisabledError, HookExpiredError, AddressNotAllowedError, OriginNotAllowedError, RateLimitedError, BadApiKeyError
   */
  async pass(hook: OpenHook, request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { allowedAddresses, allowedOrigins } = hook.settings;
    for (const [name, value] of corsHeaders(request, allowedOrigins)) response.setHeader(name, value);
    if (!hook.enabled) throw new HookDisabledError();
    if (isOver(hook, this.clock.nowMs())) throw new HookExpiredError();
    if (allowedAddresses.length > 0) {
      const sender = clientAddressOf(request, this.#trustedProxies);
      if (
        !isWithin(
          sender,
          allowedAddresses.flatMap((text) => networksOf(text)),
        )
      )
        throw new AddressNotAllowedError();
    }
    if (!isOriginAllowed(request, allowedOrigins)) throw new OriginNotAllowedError();
    const { requests, seconds, remaining, resetSeconds } = await this.rates.take(hook);
    response.setHeader('ratelimit-policy', `"hook";q=${String(requests)};w=${String(seconds)}`);
    response.setHeader('ratelimit', `"hook";r=${String(remaining)};t=${String(resetSeconds)}`);
    if (hook.apiKeyHashes.length > 0 && !carriesApiKey(request, hook.apiKeyHashes)) throw new BadApiKeyError();
  }
}

function networksOf(text: string): readonly Network[] {
  return [parseNetwork(text)].filter((network) => network !== undefined);
}
