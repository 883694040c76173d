import type { VersionChoice } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, newId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RunWorkerService } from '../runs/run-worker.service.ts';
import { RunNotFoundError } from '../runs/runs.errors.ts';
import { RunsRepository } from '../runs/runs.repository.ts';
import { RunStarts } from '../runs/start/run-starts.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { KeptRuns } from './kept-runs.ts';
import { replayOf } from './replay-run.policy.ts';
import { RunNotFinishedError } from './replays.errors.ts';

/** One past run, done again at once. */
@Injectable()
export class ReplaysService {
  constructor(
    private readonly database: Database,
    private readonly kept: KeptRuns,
    private readonly runs: RunsRepository,
    private readonly starts: RunStarts,
    private readonly worker: RunWorkerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RunNotFoundError, RunNotFinishedError, RunConfidentialError, InputGoneError, ScenarioNotFoundError */
  async replayRun(tenantId: string, runId: string, version: VersionChoice): Promise<{ runId: string }> {
    if (!isId('run', runId)) throw new RunNotFoundError();
    const kept = await this.kept.read(tenantId, runId).catch(async (thrown: unknown) => {
      const isKnown = thrown instanceof RunNotFoundError && (await this.runs.find(tenantId, runId)) !== undefined;
      throw isKnown ? new RunNotFinishedError() : thrown;
    });
    const run = replayOf(tenantId, kept, { runId: newId('run', this.clock.nowMs()), version });
    const started = await this.database.withTenant(tenantId, (sql) => this.starts.start(sql, [run]));
    if (started.size === 0) throw new ScenarioNotFoundError();
    this.worker.wake();
    return { runId: run.runId };
  }
}
