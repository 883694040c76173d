import { AnswersStream, Public } from '@ebbflow/service-host';
import { Controller, Get, Inject, Req, Res, UseFilters } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { PageErrorFilter } from '../pages/page-error-filter.ts';
import { seeOther } from '../pages/page-reply.ts';
import { nonceOf } from '../security/nonces.ts';
import { VisitorsService } from '../sessions/visitors.service.ts';
import { WebApp } from './web-app.ts';
import { webPage } from './web-page.ts';

/** Addresses of rooms: each answers with the same page, and the application shows the room that the address names. */
const ROOMS = ['', 'scenarios', 'scenarios/:scenarioId', 'runs', 'runs/:runId', 'incomplete'];

@Controller()
@UseFilters(PageErrorFilter)
export class RoomsController {
  constructor(
    @Inject(WebApp) private readonly web: WebApp,
    @Inject(VisitorsService) private readonly visitors: VisitorsService,
  ) {}

  @Public('sends strangers to sign-in')
  @AnswersStream('text/html')
  @Get(ROOMS)
  async read(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    if ((await this.visitors.signedIn(request, reply)) === undefined) {
      seeOther(reply, '/sign-in');
      return;
    }
    void reply.header('content-type', 'text/html; charset=utf-8').send(webPage(this.web, nonceOf(request)));
  }
}
