import { signInProviderListSchema, type SignInProviderList } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';

const KEPT_MS = 60_000;

/** Who else may say who somebody is. They stand in identity's settings, so they are asked for once a minute. */
@Injectable()
export class SignInProvidersService {
  #known: { readonly items: SignInProviderList['items']; readonly untilMs: number } = { items: [], untilMs: 0 };

  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** While identity is away these are the ones that were known: the page is there, and says what is wrong when it is used. */
  async list(): Promise<SignInProviderList['items']> {
    const nowMs = this.clock.nowMs();
    if (nowMs < this.#known.untilMs) return this.#known.items;
    const path = '/internal/v1/provider-sign-ins/providers';
    const items = await this.client.call('identity', 'GET', path, { schema: signInProviderListSchema }).then(
      (list) => list.items,
      () => this.#known.items,
    );
    this.#known = { items, untilMs: nowMs + KEPT_MS };
    return items;
  }
}
