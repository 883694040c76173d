import { Readable } from 'node:stream';
import type { LiveFrame } from '@ebbflow/contracts';
import { AnswersStream, InternalOnly, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { followRun, followScenario } from './follow.ts';
import { LiveConfig } from './live.config.ts';
import { NotHereError } from './live.errors.ts';
import { LiveRuns } from './live-runs.ts';
import { LiveWatchers } from './live-watchers.ts';
import { withHeartbeat } from './with-heartbeat.ts';

const LINES = 'application/x-ndjson';
const querySchema = z.object({ tenantId: z.string(), after: z.string().optional() });

/** What this replica sees of the runs it holds, for another one that has a watcher. One frame per line. */
@Controller('internal/v1/live')
export class InternalLiveController {
  constructor(
    private readonly config: LiveConfig,
    private readonly runs: LiveRuns,
    private readonly watchers: LiveWatchers,
  ) {}

  @Get('runs/:runId')
  @InternalOnly('executor')
  @AnswersStream(LINES)
  async followRun(
    @Param('runId') runId: string,
    @ZodQuery(querySchema) { tenantId, after }: z.infer<typeof querySchema>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const progress = this.runs.find(tenantId, runId);
    if (progress === undefined) throw new NotHereError();
    await this.#send(reply, (signal) => followRun(progress, after, signal));
  }

  @Get('scenarios/:scenarioId')
  @InternalOnly('executor')
  @AnswersStream(LINES)
  async followScenario(
    @Param('scenarioId') scenarioId: string,
    @ZodQuery(querySchema) { tenantId }: z.infer<typeof querySchema>,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    await this.#send(reply, (signal) => followScenario(this.runs, { tenantId, scenarioId }, signal));
  }

  async #send(
    reply: FastifyReply,
    follow: (signal: AbortSignal) => AsyncGenerator<LiveFrame, void, undefined>,
  ): Promise<void> {
    // Counted where the watcher is, so not again here.
    const watcher = this.watchers.join();
    reply.raw.once('close', () => watcher.leave());
    const lines = linesOf(follow(watcher.signal), this.config.heartbeat.milliseconds);
    await reply.header('content-type', LINES).send(Readable.from(lines));
  }
}

async function* linesOf(
  frames: AsyncGenerator<LiveFrame, void, undefined>,
  heartbeatMs: number,
): AsyncGenerator<string, void, undefined> {
  yield '\n';
  for await (const frame of withHeartbeat(frames, heartbeatMs))
    yield frame === undefined ? '\n' : `${JSON.stringify(frame)}\n`;
}
