import type { LiveEvent, LiveFrame, RunStatus } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { scenarioExists } from './sql/scenario-exists.sql.ts';
import { watchRun } from './sql/watch-run.sql.ts';

export interface WatchedRow {
  readonly id: string;
  readonly scenario_id: string;
  readonly state: 'queued' | 'running' | 'waiting' | 'finished';
  readonly status: RunStatus | null;
  readonly operations: number | null;
  readonly finished_at: Date | null;
  readonly lease_owner: string | null;
}

/** The truth about runs, for watchers of one tenant. */
@Injectable()
export class LiveRowsRepository {
  constructor(private readonly database: Database) {}

  async find(tenantId: string, runId: string): Promise<WatchedRow | undefined> {
    if (!isId('run', runId)) return undefined;
    const [row] = await this.database.withTenant(tenantId, (sql) => sql.query<WatchedRow>(watchRun, [tenantId, runId]));
    return row;
  }

  async hasScenario(tenantId: string, scenarioId: string): Promise<boolean> {
    if (!isId('scn', scenarioId)) return false;
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(scenarioExists, [tenantId, scenarioId]));
    return rows.length === 1;
  }
}

/** The id of the last event of a run: whoever comes back with it has seen all there is. */
export const END_ID = 'end';

/** What a run's row says, as an event. */
export function frameOf({ id: runId, scenario_id: scenarioId, state, ...row }: WatchedRow): LiveFrame {
  if (state !== 'finished') return { event: { type: 'state', runId, scenarioId, state } satisfies LiveEvent };
  const { status, operations, finished_at: finishedAt } = row;
  const event: LiveEvent = {
    type: 'finished',
    runId,
    scenarioId,
    // Both are there once a run is finished; the table has no other such rows.
    status: status ?? 'error',
    operations: operations ?? 0,
    finishedAt: (finishedAt ?? new Date(0)).toISOString(),
  };
  return { id: END_ID, event };
}
