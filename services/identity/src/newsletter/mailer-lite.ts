import { ExpectedError, type Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { ProviderCall } from '../outgoing/provider-call.ts';
import { NewsletterConfig } from './newsletter.config.ts';

const subscriberSchema = z.object({ data: z.object({ id: z.string().regex(/^\w{1,64}$/) }) });

/** MailerLite's API, as far as it is needed: an address is put into a group, or forgotten. Nothing else about a person goes there (C33). */
@Injectable()
export class MailerLite {
  constructor(
    @Inject(NewsletterConfig) private readonly config: NewsletterConfig,
    @Inject(ProviderCall) private readonly provider: ProviderCall,
  ) {}

  get isConfigured(): boolean {
    return this.config.token !== undefined;
  }

  /** Puts the address in, or finds it there already. Its id at MailerLite. */
  async subscribe(email: Personal): Promise<string> {
    const { group } = this.config;
    const answer = await this.provider.send({
      method: 'POST',
      url: this.#url('/api/subscribers'),
      authorization: this.#authorization(),
      body: { email: email.reveal(), status: 'active', ...(group === undefined ? {} : { groups: [group] }) },
    });
    return subscriberSchema.parse(answer).data.id;
  }

  /** Ends all mail and has everything there deleted. Fine when there is nothing (any more). */
  async forget(id: string): Promise<void> {
    try {
      await this.provider.send({
        method: 'POST',
        url: this.#url(`/api/subscribers/${encodeURIComponent(id)}/forget`),
        authorization: this.#authorization(),
      });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.details['status'] !== 404) throw thrown;
    }
  }

  #url(path: string): string {
    return new URL(path, this.config.url).href;
  }

  #authorization(): string {
    return `Bearer ${this.config.token?.reveal() ?? ''}`;
  }
}
