import { confirmRegistrationSchema, registerSchema, signedInSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { accountForm, EMAIL_FIELD, NEW_PASSWORD_FIELDS, PASSWORD_FIELD } from './account-form.ts';
import { problemOfChosen } from './chosen-password.policy.ts';
import { clientIpOf } from './client-ip.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

interface Sent {
  readonly email?: string;
  readonly password?: string;
  readonly again?: string;
}

/** `/register`, and `/register/<token>` from the mail. */
@Controller('register')
@UseFilters(PageErrorFilter)
export class RegistrationController {
  constructor(
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('registration page')
  @AnswersStream('text/html')
  @Get()
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#form(request, reply);
  }

  @Public('registration form')
  @AnswersStream('text/html')
  @Post()
  async register(@Body() sent: Sent, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.formCheck.check(request);
    const { email, password } = sent;
    const form = registerSchema.safeParse({ email, password, clientIp: clientIpOf(request) });
    const problem = problemOfChosen(form.success, sent);
    if (!form.success || problem !== undefined) {
      this.#form(request, reply, 400, problem);
      return;
    }
    try {
      await this.client.call('identity', 'POST', '/internal/v1/registrations', { body: form.data });
      const text =
        'If you can read mail at this address, there is a message for you now. Open the link in it within a day.';
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

  @Public('the link and the password are the proof')
  @AnswersStream('text/html')
  @Post(':token')
  async confirm(
    @Param('token') token: string,
    @Body() sent: Sent | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const form = confirmRegistrationSchema.safeParse({
      token,
      password: sent?.password,
      clientIp: clientIpOf(request),
    });
    if (!form.success) {
      this.#linkForm(token, request, reply, { status: 400, problem: 'Enter the password you chose.' });
      return;
    }
    try {
      const path = '/internal/v1/registrations/confirm';
      const answer = await this.client.call('identity', 'POST', path, { body: form.data, schema: signedInSchema });
      await this.session.begin(request, reply, answer.sessionToken);
      seeOther(reply, '/');
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#linkForm(token, request, reply, { status: thrown.status, problem: thrown.message });
    }
  }

  #form(request: FastifyRequest, reply: FastifyReply, status = 200, problem?: string): void {
    const title = 'Register';
    const body = accountForm({
      title,
      text: 'An e-mail address and a password are all an account needs.',
      action: '/register',
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [EMAIL_FIELD, NEW_PASSWORD_FIELDS],
      button: 'Register',
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
    const title = 'Confirm your registration';
    const body = accountForm({
      title,
      text: 'Enter the password you chose, and your account is made.',
      action: `/register/${encodeURIComponent(token)}`,
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [PASSWORD_FIELD],
      button: 'Confirm and sign in',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}
