import {
  linkProviderSchema,
  providerOutcomeSchema,
  providerStartedSchema,
  signInOutcomeSchema,
} from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { accountForm, PASSWORD_FIELD } from './account-form.ts';
import { clientIpOf } from './client-ip.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';
import { keepOutcome } from './sign-in-outcome.ts';

/** More parameters than any provider sends, or longer ones, are none of a provider. */
const MOST_PARAMETERS = 16;

/**
 * `/sign-in/with/<provider>`, from there to the provider, and back to `…/callback`; `/sign-in/link` where the password of the account
 * here is asked for. Links and not forms lead out: a browser holds the redirects of a form to `form-action`.
 */
@Controller('sign-in')
@UseFilters(PageErrorFilter)
export class ProviderSignInController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('leads to a provider; only from a page of ours')
  @AnswersStream('text/html')
  @Get('with/:provider')
  async begin(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#leave(request, reply, { provider });
  }

  @Public('leads whoever is signed in to a provider to add it; only from a page of ours')
  @AnswersStream('text/html')
  @Get('add/:provider')
  async add(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const sessionToken = this.cookies.sessionOf(request);
    if (sessionToken === undefined) seeOther(reply, '/sign-in');
    else await this.#leave(request, reply, { provider, sessionToken });
  }

  /** A GET that changes something, as the protocol has it: what protects it is the token in this browser's cookie and the state that follows from it. */
  @Public('the way back from a provider, of the browser that was sent there')
  @AnswersStream('text/html')
  @Get('with/:provider/callback')
  async finish(
    @Param('provider') provider: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    // The address has the code in it: nobody the page links to may learn it.
    void reply.header('referrer-policy', 'no-referrer');
    const token = this.cookies.pendingOf(request);
    if (token === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    this.cookies.endPending(reply);
    const sessionToken = this.cookies.sessionOf(request);
    const answer = { provider, token, parameters: parametersOf(request.query as Record<string, unknown>) };
    const outcome = await this.client.call('identity', 'POST', '/internal/v1/provider-sign-ins/finish', {
      body: { ...answer, clientIp: clientIpOf(request), ...(sessionToken === undefined ? {} : { sessionToken }) },
      schema: providerOutcomeSchema,
    });
    if ('linked' in outcome) {
      const title = 'Linked';
      const text = 'From now on you can sign in with this provider. Your other sessions were ended.';
      sendPage(reply, { title, body: messagePage({ title, text }) });
    } else if ('linkToken' in outcome) {
      this.cookies.keepPending(reply, outcome.linkToken);
      seeOther(reply, '/sign-in/link');
    } else
      seeOther(reply, await keepOutcome({ request, reply, cookies: this.cookies, session: this.session }, outcome));
  }

  @Public('asks for the password of the account here')
  @AnswersStream('text/html')
  @Get('link')
  readLink(@Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    if (this.cookies.pendingOf(request) === undefined) seeOther(reply, '/sign-in');
    else this.#linkPage(request, reply);
  }

  @Public('the cookie from the provider and the password are the proof')
  @AnswersStream('text/html')
  @Post('link')
  async link(
    @Body() sent: { password?: unknown } | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const token = this.cookies.pendingOf(request);
    const form = linkProviderSchema.safeParse({ token, password: sent?.password, clientIp: clientIpOf(request) });
    if (!form.success) {
      this.#linkPage(request, reply, { status: 400, problem: 'Enter your password.' });
      return;
    }
    try {
      const path = '/internal/v1/provider-sign-ins/link';
      const outcome = await this.client.call('identity', 'POST', path, {
        body: form.data,
        schema: signInOutcomeSchema,
      });
      this.cookies.endPending(reply);
      seeOther(reply, await keepOutcome({ request, reply, cookies: this.cookies, session: this.session }, outcome));
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#linkPage(request, reply, { status: thrown.status, problem: thrown.message });
    }
  }

  async #leave(
    request: FastifyRequest,
    reply: FastifyReply,
    wish: { provider: string; sessionToken?: string },
  ): Promise<void> {
    // Another site must not begin a sign-in here, let alone link an account of its choosing.
    if (!this.formCheck.isFromOurPage(request)) {
      seeOther(reply, '/sign-in');
      return;
    }
    const { token, authorizationUrl } = await this.client.call('identity', 'POST', '/internal/v1/provider-sign-ins', {
      body: { ...wish, clientIp: clientIpOf(request) },
      schema: providerStartedSchema,
    });
    this.cookies.keepPending(reply, token);
    void reply.redirect(authorizationUrl, 303);
  }

  #linkPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { status = 200, problem }: { status?: number; problem?: string } = {},
  ): void {
    const title = 'Is this your account?';
    const body = accountForm({
      title,
      text: 'The provider names an address. If you have an account with it here, enter its password once; from then on the provider is enough.',
      action: '/sign-in/link',
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [PASSWORD_FIELD],
      button: 'Link and sign in',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}

/** A parameter that comes twice is left out: who reads the first and who reads the last would read two answers. */
function parametersOf(query: Record<string, unknown>): Record<string, string> {
  const texts = Object.entries(query).flatMap(([name, value]) =>
    typeof value === 'string' ? [[name, value] as const] : [],
  );
  return Object.fromEntries(texts.slice(0, MOST_PARAMETERS));
}
