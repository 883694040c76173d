import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { accountForm } from './account-form.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { sendPage } from './page-reply.ts';

/**
 * `/requests/<token>` from a mail: somebody asked for personal data, or its deletion, in the name of whoever reads the mail of the account.
 * Opening the page does nothing, because scanners open every link.
 */
@Controller('requests')
@UseFilters(PageErrorFilter)
export class RequestConfirmationController {
  constructor(
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
  ) {}

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Get(':token')
  read(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    const title = 'Did you ask for this?';
    const body = accountForm({
      title,
      text: 'Somebody asked us in your name for what the mail says. It is done only if you confirm that it was you.',
      action: `/requests/${encodeURIComponent(token)}`,
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [],
      button: 'It was me',
      problem: undefined,
    });
    sendPage(withoutTraces(reply), { title, body });
  }

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Post(':token')
  @HttpCode(200)
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    await this.client.call('identity', 'POST', '/internal/v1/subjects/verifications', { body: { token } });
    const title = 'Confirmed';
    const text = 'Thank you. You get an answer within a month, at the address of your account.';
    sendPage(withoutTraces(reply), { title, body: messagePage({ title, text }) });
  }
}

/** The address has the token in it. */
function withoutTraces(reply: FastifyReply): FastifyReply {
  return reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
}
