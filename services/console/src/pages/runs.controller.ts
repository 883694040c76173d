import { finishedRunDetailsSchema, meSchema } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId } from '@ebbflow/kernel';
import { AnswersStream, Public, ServiceClient } from '@ebbflow/service-host';
import { Controller, Get, Inject, NotFoundException, Param, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { FormCheck } from '../security/form-check.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { PageErrorFilter } from './page-error-filter.ts';
import { seeOther, sendPage } from './page-reply.ts';
import { runPage } from './run-page.ts';

@Controller('runs')
@UseFilters(PageErrorFilter)
export class RunsController {
  constructor(
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
    @Inject(FormCheck) private readonly formCheck: FormCheck,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get(':runId')
  async read(@Param('runId') runId: string, @Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    const principal = await this.visitors.signedIn(request, reply);
    if (principal === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    if (!isId('run', runId)) throw new NotFoundException();
    const [me, run] = await Promise.all([
      this.client.call('identity', 'GET', '/v1/me', { principal, schema: meSchema }),
      this.client.call('log-store', 'GET', `/v1/runs/${runId}`, { principal, schema: finishedRunDetailsSchema }),
    ]);
    sendPage(reply, {
      title: 'Run',
      body: runPage(run, this.clock.nowMs()),
      visitor: { organisationName: me.organisationName, csrfToken: this.formCheck.tokenFor(request, reply) },
    });
  }
}
