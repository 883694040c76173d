import type { LiveRun, LiveRunList } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Injectable } from '@nestjs/common';
import { RunNotFoundError } from './runs.errors.ts';
import { RunsRepository, type RunSummary, type UnfinishedFilter } from './runs.repository.ts';

/** What a tenant may ask about runs. */
@Injectable()
export class RunsService {
  constructor(private readonly repository: RunsRepository) {}

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
