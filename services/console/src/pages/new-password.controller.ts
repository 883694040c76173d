import { redeemPasswordResetSchema, requestPasswordResetSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { accountForm, EMAIL_FIELD, NEW_PASSWORD_FIELDS } from './account-form.ts';
import { problemOfChosen } from './chosen-password.policy.ts';
import { clientIpOf } from './client-ip.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { sendPage } from './page-reply.ts';

interface Sent {
  readonly email?: string;
  readonly password?: string;
  readonly again?: string;
}

/** `/new-password` asks for a link, `/new-password/<token>` from the mail sets one. */
@Controller('new-password')
@UseFilters(PageErrorFilter)
export class NewPasswordController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('page for those who forgot their password')
  @AnswersStream('text/html')
  @Get()
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#form(request, reply);
  }

  @Public('form for those who forgot their password')
  @AnswersStream('text/html')
  @Post()
  async ask(@Body() sent: Sent | undefined, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.formCheck.check(request);
    const form = requestPasswordResetSchema.safeParse({ email: sent?.email, clientIp: clientIpOf(request) });
    if (!form.success) {
      this.#form(request, reply, 400, 'Enter your e-mail address.');
      return;
    }
    try {
      await this.client.call('identity', 'POST', '/internal/v1/password-resets', { body: form.data });
      const text = 'If there is an account with this address, a link was sent there. It works once, within an hour.';
      sendPage(reply, { title: 'Look into your mail', body: messagePage({ title: 'Look into your mail', text }) });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#form(request, reply, thrown.status, thrown.message);
    }
  }

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Get(':token')
  readLink(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#linkForm(token, request, reply);
  }

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Post(':token')
  async redeem(
    @Param('token') token: string,
    @Body() sent: Sent,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const form = redeemPasswordResetSchema.safeParse({ token, password: sent.password });
    const problem = problemOfChosen(form.success, sent);
    if (!form.success || problem !== undefined) {
      this.#linkForm(token, request, reply, { status: 400, ...(problem === undefined ? {} : { problem }) });
      return;
    }
    try {
      await this.client.call('identity', 'POST', '/internal/v1/password-resets/redeem', { body: form.data });
      this.cookies.endSession(reply);
      const link = { path: '/sign-in', label: 'Sign in' };
      const text = 'Your password is set, and every session was ended.';
      sendPage(reply, { title: 'New password', body: messagePage({ title: 'New password', text, link }) });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#linkForm(token, request, reply, { status: thrown.status, problem: thrown.message });
    }
  }

  #form(request: FastifyRequest, reply: FastifyReply, status = 200, problem?: string): void {
    const title = 'New password';
    const body = accountForm({
      title,
      text: 'A link to set a new password is sent to your address.',
      action: '/new-password',
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [EMAIL_FIELD],
      button: 'Send the link',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }

  #linkForm(
    token: string,
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, problem }: { status?: number; problem?: string } = {},
  ): void {
    const title = 'New password';
    const body = accountForm({
      title,
      text: 'This link works once. All your sessions end.',
      action: `/new-password/${encodeURIComponent(token)}`,
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [NEW_PASSWORD_FIELDS],
      button: 'Set the password',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}
