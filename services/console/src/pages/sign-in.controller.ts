import { signInOutcomeSchema, signInSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersNothing, AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PASSKEY_SCRIPT_PATH } from '../assets/assets.ts';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { SignInProvidersService } from '../sessions/sign-in-providers.service.ts';
import { clientIpOf } from './client-ip.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';
import { keepOutcome } from './sign-in-outcome.ts';
import { signInPage } from './sign-in-page.ts';

@Controller()
@UseFilters(PageErrorFilter)
export class SignInController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(SignInProvidersService) private readonly providers: SignInProvidersService,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('sign-in page')
  @AnswersStream('text/html')
  @Get('sign-in')
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    await this.#page(request, reply);
  }

  @Public('sign-in form')
  @AnswersStream('text/html')
  @Post('sign-in')
  async signIn(@Body() body: unknown, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.formCheck.check(request);
    const rememberEmail = (body as { remember?: unknown } | undefined)?.remember === 'yes';
    const form = signInSchema.safeParse({ ...(body as object), clientIp: clientIpOf(request), rememberEmail });
    if (!form.success) {
      await this.#page(request, reply, 400, 'Enter your e-mail address and your password.');
      return;
    }
    try {
      const outcome = await this.client.call('identity', 'POST', '/internal/v1/sessions', {
        body: form.data,
        schema: signInOutcomeSchema,
      });
      const next = await keepOutcome({ request, reply, cookies: this.cookies, session: this.session }, outcome);
      this.cookies.rememberEmail(reply, rememberEmail ? form.data.email : undefined);
      seeOther(reply, next);
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      await this.#page(request, reply, thrown.status, thrown.message);
    }
  }

  @Public('ends the session of the cookie, whoever sends it')
  @AnswersNothing()
  @Post('sign-out')
  async signOut(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.formCheck.check(request);
    await this.session.end(request, reply);
    seeOther(reply, '/sign-in');
  }

  async #page(request: FastifyRequest, reply: FastifyReply, status = 200, problem?: string): Promise<void> {
    const providers = await this.providers.list();
    sendPage(
      reply,
      {
        title: 'Sign in',
        script: PASSKEY_SCRIPT_PATH,
        body: signInPage({
          csrfToken: this.formCheck.tokenFor(request, reply),
          email: this.cookies.emailOf(request),
          problem,
          providers,
        }),
      },
      status,
    );
  }
}
