import {
  acceptAsNewSchema,
  acceptedInvitationSchema,
  type Principal,
  seenInvitationSchema,
  signedInSchema,
} from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Body, Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { BrowserSession } from '../sessions/browser-session.service.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { accountForm, NEW_PASSWORD_FIELDS } from './account-form.ts';
import { problemOfChosen } from './chosen-password.policy.ts';
import { clientIpOf } from './client-ip.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

interface Visit {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
  /** Whoever is signed in. */
  readonly visitor: Principal | undefined;
}

interface Sent {
  readonly password?: string;
  readonly again?: string;
}

/** `/invitations/<token>` from the mail: whoever is signed in accepts with one press, whoever has no account chooses a password. */
@Controller('invitations')
@UseFilters(PageErrorFilter)
export class InvitationController {
  constructor(
    @Inject(BrowserSession) private readonly session: BrowserSession,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Get(':token')
  async read(@Param('token') token: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const visitor = await this.visitors.signedIn(request, reply);
    await this.#page(token, { request, reply, visitor });
  }

  @Public('the link itself is the proof')
  @AnswersStream('text/html')
  @Post(':token')
  async accept(
    @Param('token') token: string,
    @Body() sent: Sent | undefined,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    this.formCheck.check(request);
    const visitor = await this.visitors.signedIn(request, reply);
    try {
      const problem =
        visitor === undefined ? await this.#begin(token, sent ?? {}, { request, reply, visitor }) : undefined;
      if (visitor !== undefined) await this.#join(token, visitor);
      if (problem === undefined) seeOther(reply, '/');
      else await this.#page(token, { request, reply, visitor }, { status: 400, problem });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      await this.#page(token, { request, reply, visitor }, { status: thrown.status, problem: thrown.message });
    }
  }

  /** Accepts, and goes on working in that organisation. */
  async #join(token: string, principal: Principal): Promise<void> {
    const accepted = await this.client.call('identity', 'POST', '/v1/me/invitations/accept', {
      ...{ principal, body: { token }, schema: acceptedInvitationSchema },
    });
    await this.client.call('identity', 'PUT', '/v1/me/session/organisation', { principal, body: accepted });
  }

  /** A new account, signed in; or what is wrong with the password. */
  async #begin(token: string, sent: Sent, { request, reply }: Visit): Promise<string | undefined> {
    const form = acceptAsNewSchema.safeParse({ token, password: sent.password, clientIp: clientIpOf(request) });
    const problem = problemOfChosen(form.success, sent);
    if (!form.success || problem !== undefined) return problem ?? 'Enter a password.';
    const { sessionToken } = await this.client.call('identity', 'POST', '/internal/v1/invitations/accept', {
      ...{ body: form.data, schema: signedInSchema },
    });
    await this.session.begin(request, reply, sessionToken);
    return undefined;
  }

  async #page(
    token: string,
    { request, reply, visitor }: Visit,
    { status = 200, problem }: { status?: number; problem?: string } = {},
  ): Promise<void> {
    const title = 'Invitation';
    try {
      const { organisationName } = await this.client.call('identity', 'POST', '/internal/v1/invitations/look', {
        ...{ body: { token }, schema: seenInvitationSchema },
      });
      const asNew = 'If you have an account, sign in and open the link again. If not, choose a password to make one.';
      const body = accountForm({
        title: `Work with ${organisationName}`,
        text: visitor === undefined ? asNew : 'You are signed in. Your other organisations stay as they are.',
        action: `/invitations/${encodeURIComponent(token)}`,
        csrfToken: this.formCheck.tokenFor(request, reply),
        fields: visitor === undefined ? [NEW_PASSWORD_FIELDS] : [],
        button: 'Accept the invitation',
        problem,
      });
      sendPage(reply, { title, body }, status);
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      sendPage(reply, { title, body: messagePage({ title, text: thrown.message }) }, thrown.status);
    }
  }
}
