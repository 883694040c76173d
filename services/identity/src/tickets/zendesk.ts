import { Inject, Injectable } from '@nestjs/common';
import { ProviderCall } from '../outgoing/provider-call.ts';
import type { TicketRow } from './claim-tickets.sql.ts';
import { HelpDeskConfig } from './help-desk.config.ts';

/** Zendesk's API, as far as it is needed: a ticket with who asks by address alone, what, and about which topic (C34). */
@Injectable()
export class Zendesk {
  constructor(
    @Inject(HelpDeskConfig) private readonly config: HelpDeskConfig,
    @Inject(ProviderCall) private readonly provider: ProviderCall,
  ) {}

  get isConfigured(): boolean {
    return this.config.url !== undefined;
  }

  /** Our id is the idempotency key, so that one whose answer was lost is not made twice. */
  async createTicket({ id, topic, subject, text, email }: TicketRow): Promise<void> {
    const credentials = `${this.config.user?.reveal() ?? ''}/token:${this.config.token?.reveal() ?? ''}`;
    await this.provider.send({
      method: 'POST',
      url: new URL('/api/v2/tickets.json', this.config.url).href,
      authorization: `Basic ${Buffer.from(credentials).toString('base64')}`,
      headers: { 'idempotency-key': id },
      body: { ticket: { subject, comment: { body: text }, requester: { email }, tags: [`topic_${topic}`] } },
    });
  }
}
