import { redeemSetupLinkSchema, signedInSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { problemOfChosen } from './chosen-password.policy.ts';
import { clientIpOf } from './client-ip.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';
import { setupPage } from './setup-page.ts';

/** `/setup/<token>`: the one-time link that `npm start` prints. */
@Controller('setup')
@UseFilters(PageErrorFilter)
export class SetupController {
  constructor(
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Get(':token')
  read(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): void {
    this.#page(request, reply, { token });
  }

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Post(':token')
  async redeem(
    @Param('token') token: string,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const form = redeemSetupLinkSchema.safeParse({ ...(body as object), token, clientIp: clientIpOf(request) });
    const problem = problemOfChosen(form.success, body as { password?: string; again?: string });
    if (!form.success || problem !== undefined) {
      this.#page(request, reply, { token, problem, status: 400 });
      return;
    }
    try {
      const { sessionToken } = await this.client.call('identity', 'POST', '/internal/v1/setup-links/redeem', {
        body: form.data,
        schema: signedInSchema,
      });
      await this.session.begin(request, reply, sessionToken);
      seeOther(reply, '/');
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#page(request, reply, { token, problem: thrown.message, status: thrown.status });
    }
  }

  #page(
    request: FastifyRequest,
    reply: FastifyReply,
    form: { token: string; problem?: string | undefined; status?: number },
  ): void {
    const body = setupPage({
      token: form.token,
      problem: form.problem,
      csrfToken: this.formCheck.tokenFor(request, reply),
    });
    sendPage(reply, { title: 'Set your password', body }, form.status ?? 200);
  }
}
