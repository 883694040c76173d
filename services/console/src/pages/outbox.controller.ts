import { mailOutboxSchema, meSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { outboxPage } from './outbox-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

/** Mails of an installation without a mail server, such as one on somebody's own machine. Identity says whether there are any and to whom. */
@Controller('outbox')
@UseFilters(PageErrorFilter)
export class OutboxController {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = await this.visitors.signedIn(request, reply);
    if (principal === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    const [me, { items }] = await Promise.all([
      this.client.call('identity', 'GET', '/v1/me', { principal, schema: meSchema }),
      this.client.call('identity', 'GET', '/v1/mail/outbox', { principal, schema: mailOutboxSchema }),
    ]);
    sendPage(reply, {
      title: 'Outbox',
      body: outboxPage(items, this.clock.nowMs()),
      visitor: { organisationName: me.organisationName, csrfToken: this.formCheck.tokenFor(request, reply) },
    });
  }
}
