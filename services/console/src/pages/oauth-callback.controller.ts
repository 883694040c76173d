import { connectionSchema, finishOauthSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { messagePage } from './message-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

/**
 * Where the provider of a connection sends a person back to. A GET that changes something, as the protocol has it: what protects it is the
 * state, which works once and for the person who began, not a form's token.
 */
@Controller('oauth/callback')
@UseFilters(PageErrorFilter)
export class OauthCallbackController {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get()
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = await this.visitors.signedIn(request, reply);
    if (principal === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    // The address has the code in it: nobody the page links to may learn it, and no cache may keep it.
    void reply.header('cache-control', 'no-store').header('referrer-policy', 'no-referrer');
    const back = finishOauthSchema.safeParse(givenOf(request.query as Record<string, unknown>));
    if (!back.success) {
      this.#say(reply, { status: 400, text: 'This address is not one a provider sends people back to.' });
      return;
    }
    try {
      await this.client.call('vault', 'POST', '/v1/connections/oauth/finish', {
        principal,
        body: back.data,
        schema: connectionSchema,
      });
      this.#say(reply, { status: 200, text: 'The connection is ready. You can close this page.' });
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      this.#say(reply, { status: thrown.status, text: thrown.message });
    }
  }

  #say(reply: FastifyReply, { status, text }: { status: number; text: string }): void {
    const title = status === 200 ? 'Connected' : 'Not connected';
    sendPage(reply, { title, body: messagePage({ title, text }) }, status);
  }
}

/** Providers add parameters of their own, which are passed by. */
function givenOf(query: Record<string, unknown>): object {
  const names = ['state', 'code', 'error', 'iss'];
  return Object.fromEntries(names.flatMap((name) => (query[name] === undefined ? [] : [[name, query[name]]])));
}
