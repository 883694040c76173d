import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findRun } from './sql/find-run.sql.ts';
import { listUnfinishedRuns } from './sql/list-unfinished-runs.sql.ts';

export interface RunSummary {
  readonly id: string;
  readonly scenario_id: string;
  readonly state: 'queued' | 'running' | 'waiting' | 'finished';
  readonly created_at: Date;
}

export interface UnfinishedFilter {
  readonly scenarioId: string | undefined;
  readonly cursor: string | undefined;
}

/** Runs as one tenant sees them. The queue across tenants is RunQueueRepository. */
@Injectable()
export class RunsRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, runId: string): Promise<RunSummary | undefined> {
    const [run] = await this.database.withTenant(tenantId, (sql) => sql.query<RunSummary>(findRun, [tenantId, runId]));
    return run;
  }

  listUnfinished(tenantId: string, { scenarioId, cursor }: UnfinishedFilter, limit: number): Promise<RunSummary[]> {
    const values = [tenantId, scenarioId ?? null, cursor ?? null, limit];
    return this.database.withTenant(tenantId, (sql) => sql.query<RunSummary>(listUnfinishedRuns, values));
  }
}
