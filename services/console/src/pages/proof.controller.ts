import { proveSchema, signedInSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Cookies } from '../security/cookies.ts';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { accountForm, OPTIONAL_CODE_FIELD, PASSWORD_FIELD } from './account-form.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

interface Sent {
  readonly password?: string;
  readonly code?: string;
}

/** `/confirm`: whoever is signed in proves to be that person again, before something delicate. */
@Controller('confirm')
@UseFilters(PageErrorFilter)
export class ProofController {
  constructor(
    @Inject(Cookies) private readonly cookies: Cookies,
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if ((await this.visitors.signedIn(request, reply)) === undefined) seeOther(reply, '/sign-in');
    else this.#page(request, reply);
  }

  /** The session gets another token; the old one is worth nothing from then on. */
  @Public('the session and the password are the proof')
  @AnswersStream('text/html')
  @Post()
  async prove(@Body() sent: Sent, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    this.formCheck.check(request);
    const { password, code = '' } = sent;
    const sessionToken = this.cookies.sessionOf(request);
    const form = proveSchema.safeParse({ sessionToken, password, ...(code === '' ? {} : { code }) });
    if (!form.success) {
      this.#page(request, reply, { status: 400, problem: 'Enter your password.' });
      return;
    }
    try {
      const path = '/internal/v1/sessions/prove';
      const proved = await this.client.call('identity', 'POST', path, { body: form.data, schema: signedInSchema });
      this.session.replace(request, reply, proved.sessionToken);
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
    const title = 'Confirm that it is you';
    const body = accountForm({
      title,
      text: 'What you are about to do needs your password again. For five minutes you are not asked a second time.',
      action: '/confirm',
      csrfToken: this.formCheck.tokenFor(request, reply),
      fields: [PASSWORD_FIELD, OPTIONAL_CODE_FIELD],
      button: 'Confirm',
      problem,
    });
    sendPage(reply, { title, body }, status);
  }
}
