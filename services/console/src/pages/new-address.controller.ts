import { confirmEmailChangeSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { accountForm } from './account-form.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { sendPage } from './page-reply.ts';

/**
 * `/new-address/<token>` from the mail. A button, because programs that look at mails open every link in them; and only for whoever is
 * signed in and wished for it, because somebody else may have wished for the reader's address.
 */
@Controller('new-address')
@UseFilters(PageErrorFilter)
export class NewAddressController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('shows a button, whoever asks')
  @AnswersStream('text/html')
  @Get(':token')
  read(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#page(token, request, reply);
  }

  @Public('the link and the session are the proof')
  @AnswersStream('text/html')
  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const sessionToken = this.cookies.sessionOf(request);
    const body = confirmEmailChangeSchema.parse({ token: token.slice(0, 512), sessionToken });
    try {
      await this.client.call('identity', 'POST', '/internal/v1/email-changes/confirm', { body });
      this.cookies.endSession(reply);
      const title = 'New address';
      const text = 'Your address is changed, and every session was ended. Sign in with the new one.';
      const link = { path: '/sign-in', label: 'Sign in' };
      sendPage(reply, { title, body: messagePage({ title, text, link }) });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#page(token, request, reply, { status: thrown.status, problem: thrown.message });
    }
  }

  #page(
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, problem }: { status?: number; problem?: string } = {},
  ): void {
    const title = 'Confirm your new address';
    const body = accountForm({
      title,
      text: 'From then on you sign in with it. All your sessions end. Only for whoever is signed in here and asked for it.',
      action: `/new-address/${encodeURIComponent(token)}`,
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [],
      button: 'Use this address',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}
