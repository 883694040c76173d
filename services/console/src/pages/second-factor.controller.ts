import { passSecondFactorSchema, signedInSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { accountForm, CODE_FIELD } from './account-form.ts';
import { clientIpOf } from './client-ip.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

/** `/sign-in/code`: the second step of a sign-in, in the browser that made the first. */
@Controller('sign-in/code')
@UseFilters(PageErrorFilter)
export class SecondFactorController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('the second step of a sign-in')
  @AnswersStream('text/html')
  @Get()
  read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (this.cookies.pendingOf(request) === undefined) seeOther(reply, '/sign-in');
    else this.#page(request, reply);
  }

  @Public('the second step of a sign-in')
  @AnswersStream('text/html')
  @Post()
  async pass(
    @Body() sent: { code?: unknown } | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const token = this.cookies.pendingOf(request);
    const form = passSecondFactorSchema.safeParse({ token, code: sent?.code, clientIp: clientIpOf(request) });
    if (!form.success) {
      this.#page(request, reply, { status: 400, problem: 'Enter the code your app shows, or a recovery code.' });
      return;
    }
    try {
      const path = '/internal/v1/sessions/second-factor';
      const { sessionToken } = await this.client.call('identity', 'POST', path, {
        body: form.data,
        schema: signedInSchema,
      });
      this.cookies.endPending(reply);
      await this.session.begin(request, reply, sessionToken);
      seeOther(reply, '/');
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#page(request, reply, { status: thrown.status, problem: thrown.message });
    }
  }

  #page(
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, problem }: { status?: number; problem?: string } = {},
  ): void {
    const title = 'Enter your code';
    const body = accountForm({
      title,
      text: 'Your account has a second factor. Enter the code your authenticator app shows, or one of your recovery codes.',
      action: '/sign-in/code',
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [CODE_FIELD],
      button: 'Sign in',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}
