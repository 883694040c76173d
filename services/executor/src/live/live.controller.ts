import { Readable } from 'node:stream';
import type { LiveFrame, Principal } from '@ebbflow/contracts';
import { AnswersStream, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { LiveConfig } from './live.config.ts';
import { END_ID, LiveRowsRepository } from './live-rows.repository.ts';
import { LiveWatchers, type Watcher } from './live-watchers.ts';
import { RunWatchService } from './run-watch.service.ts';
import { ScenarioWatchService } from './scenario-watch.service.ts';
import { serverSentEvents } from './server-sent-events.ts';

const EVENT_STREAM = 'text/event-stream';

@Controller('v1')
export class LiveController {
  constructor(
    private readonly config: LiveConfig,
    private readonly rows: LiveRowsRepository,
    private readonly watchers: LiveWatchers,
    private readonly runWatch: RunWatchService,
    private readonly scenarioWatch: ScenarioWatchService,
  ) {}

  /** Module by module, until the run is over. Reconnects with `Last-Event-ID: end` get 204, which ends an EventSource. */
  @Get('runs/:runId/events')
  @Requires('runs:read')
  @AnswersStream(EVENT_STREAM)
  async watchRun(
    @CurrentPrincipal() { organisationId: tenantId }: Principal,
    @Param('runId') runId: string,
    @Headers('last-event-id') lastEventId: string | undefined,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if ((await this.rows.find(tenantId, runId)) === undefined) throw new RunNotFoundError();
    if (lastEventId === END_ID) {
      await reply.status(204).send();
      return;
    }
    const watched = { tenantId, runId, lastEventId };
    await this.#send(reply, tenantId, ({ signal }) => this.runWatch.watch(watched, signal));
  }

  /** Every run of the scenario, for as long as the reader stays. */
  @Get('scenarios/:scenarioId/events')
  @Requires('runs:read')
  @AnswersStream(EVENT_STREAM)
  async watchScenario(
    @CurrentPrincipal() { organisationId: tenantId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    if (!(await this.rows.hasScenario(tenantId, scenarioId))) throw new ScenarioNotFoundError();
    await this.#send(reply, tenantId, ({ signal }) => this.scenarioWatch.watch({ tenantId, scenarioId }, signal));
  }

  async #send(
    reply: FastifyReply,
    tenantId: string,
    watch: (watcher: Watcher) => AsyncGenerator<LiveFrame, void, undefined>,
  ): Promise<void> {
    const watcher = this.watchers.enter(tenantId);
    reply.raw.once('close', () => watcher.leave());
    const { stopping } = watcher;
    const text = serverSentEvents(watch(watcher), { heartbeatMs: this.config.heartbeat.milliseconds, stopping });
    await reply
      .header('content-type', `${EVENT_STREAM}; charset=utf-8`)
      .header('cache-control', 'no-store')
      .send(Readable.from(text));
  }
}
