import type { LiveRun, LiveRunList } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, type JsonObject, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { isTooDeep } from '../scenarios/document-depth.policy.ts';
import { ScenarioNotFoundError } from '../scenarios/scenarios.errors.ts';
import { BundleTooDeepError, RunNotFoundError } from './runs.errors.ts';
import { RunsRepository, type RunSummary, type UnfinishedFilter } from './runs.repository.ts';
import { RunInputs } from './run-inputs.ts';
import { RunWorkerService } from './run-worker.service.ts';

/** What a tenant may ask about runs and start by hand. */
@Injectable()
export class RunsService {
  constructor(
    private readonly repository: RunsRepository,
    private readonly inputs: RunInputs,
    private readonly worker: RunWorkerService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Runs the scenario once, active or not, on its current version. `bundle` stands in for the trigger's output. */
  async startByHand(tenantId: string, scenarioId: string, bundle: JsonObject | undefined): Promise<{ runId: string }> {
    if (!isId('scn', scenarioId)) throw new ScenarioNotFoundError();
    if (isTooDeep(bundle)) throw new BundleTooDeepError();
    const runId = newId('run', this.clock.nowMs());
    const input = await this.inputs.seal(tenantId, runId, bundle ?? {});
    if (!(await this.repository.insertManual(tenantId, { runId, scenarioId, input })))
      throw new ScenarioNotFoundError();
    this.worker.wake();
    return { runId };
  }

  async get(tenantId: string, runId: string): Promise<LiveRun> {
    // What is no id cannot be found, and may hold what Postgres refuses in a text.
    const run = isId('run', runId) ? await this.repository.find(tenantId, runId) : undefined;
    if (!run) throw new RunNotFoundError();
    return toLiveRun(run);
  }

  async listUnfinished(tenantId: string, filter: UnfinishedFilter, limit: number): Promise<LiveRunList> {
    const found = await this.repository.listUnfinished(tenantId, filter, limit + 1);
    const items = found.slice(0, limit).map(toLiveRun);
    return { items, nextCursor: found.length > limit ? (items.at(-1)?.id ?? null) : null };
  }
}

function toLiveRun({ id, scenario_id: scenarioId, state, created_at: createdAt }: RunSummary): LiveRun {
  return { id, scenarioId, state, createdAt: createdAt.toISOString() };
}
