import { finishedRunListSchema, meSchema, type Principal, scenarioListSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, ExpectedError, TransientError } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { homePage, type Part } from './home-page.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';

@Controller()
@UseFilters(PageErrorFilter)
export class HomeController {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get()
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = await this.visitors.signedIn(request, reply);
    if (principal === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    const [me, scenarios, runs] = await Promise.all([
      this.client.call('identity', 'GET', '/v1/me', { principal, schema: meSchema }),
      partOf(this.#scenarios(principal)),
      partOf(this.#runs(principal)),
    ]);
    sendPage(reply, {
      title: 'Home',
      body: homePage({ scenarios, runs, nowMs: this.clock.nowMs() }),
      visitor: { organisationName: me.organisationName, csrfToken: this.formCheck.tokenFor(request, reply) },
    });
  }

  async #scenarios(principal: Principal) {
    return (
      await this.client.call('executor', 'GET', '/v1/scenarios?limit=50', { principal, schema: scenarioListSchema })
    ).items;
  }

  async #runs(principal: Principal) {
    return (
      await this.client.call('log-store', 'GET', '/v1/runs?limit=20', { principal, schema: finishedRunListSchema })
    ).items;
  }
}

/** A service that is away, or a role that does not see what it keeps, takes its part of the page with it and no more. */
async function partOf<T>(answer: Promise<readonly T[]>): Promise<Part<T>> {
  try {
    return { items: await answer };
  } catch (thrown) {
    if (thrown instanceof TransientError) return { missing: 'away' };
    if (thrown instanceof ExpectedError && thrown.status === 403) return { missing: 'not-allowed' };
    throw thrown;
  }
}
