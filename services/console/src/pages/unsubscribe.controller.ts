import { type OptionalMailPurpose, unsubscribingSchema } from '@ebbflow/contracts';
import { AnswersStream, Public, RawBody, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Param, Post, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { html } from '../rendering/html.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { sendPage } from './page-reply.ts';

const NAMES: Readonly<Record<OptionalMailPurpose, string>> = {
  'execution-news': 'news of your scenarios’ executions',
  business: 'business matters',
  'new-features': 'new features',
};

/**
 * `/unsubscribe/<token>` from a mail. A mail program posts to it by itself (RFC 8058), without our cookie and without a form of ours, so
 * there is no check of either: the token is the proof, and all it can do is end messages of one purpose. Opening the page does nothing,
 * because scanners open every link.
 */
@Controller('unsubscribe')
@UseFilters(PageErrorFilter)
export class UnsubscribeController {
  constructor(@Inject(ServiceClient) private readonly client: ServiceClient) {}

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Get(':token')
  async read(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    const { purpose } = await this.client.call('identity', 'POST', '/internal/v1/unsubscriptions/look', {
      body: { token },
      schema: unsubscribingSchema,
    });
    const title = 'No more of these mails';
    const body = html`<section class="panel card">
      <h1>${title}</h1>
      <p>You will get no more mails about ${NAMES[purpose]}.</p>
      <form class="fields" method="post" action="/unsubscribe/${encodeURIComponent(token)}">
        <button>Stop these mails</button>
      </form>
    </section>`;
    sendPage(withoutTraces(reply), { title, body });
  }

  /** Mail programs post a form in either encoding; what is in it does not matter. */
  @Public('the link itself is the proof')
  @RawBody()
  @AnswersStream('text/html')
  @Post(':token')
  @HttpCode(200)
  async act(@Param('token') token: string, @Res() reply: FastifyReply): Promise<void> {
    await this.client.call('identity', 'POST', '/internal/v1/unsubscriptions', { body: { token } });
    const title = 'Done';
    const text =
      'You will get no more of these mails, not even one that waits already. In your profile you can turn them on again.';
    sendPage(withoutTraces(reply), { title, body: messagePage({ title, text }) });
  }
}

/** The address has the token in it. */
function withoutTraces(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
}
