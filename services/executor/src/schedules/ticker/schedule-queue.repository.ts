import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { claimDueSchedules } from '../sql/claim-due-schedules.sql.ts';
import { insertInstants } from '../sql/insert-instants.sql.ts';
import { moveSchedules } from '../sql/move-schedules.sql.ts';
import type { StoredSchedule } from '../stored-schedule.ts';

export interface DecidedInstant {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly instant: Date;
  /** Null: it was missed and gets no run. */
  readonly runId: string | null;
}

export type Move = Pick<StoredSchedule, 'tenantId' | 'scenarioId' | 'nextAt' | 'dueAt' | 'waitingSince'>;

/** The schedules of all tenants, as worker. */
@Injectable()
export class ScheduleQueueRepository {
  /** Locked until the end of the transaction. */
  claimDue(sql: SqlClient, now: Date, count: number): Promise<StoredSchedule[]> {
    return sql.query<StoredSchedule>(claimDueSchedules, [now, count]);
  }

  /** Answers the ids of the runs whose instants were not decided upon before. */
  async decide(sql: SqlClient, instants: readonly DecidedInstant[], now: Date): Promise<ReadonlySet<string>> {
    if (instants.length === 0) return new Set();
    const rows = await sql.query<{ runId: string | null }>(insertInstants, [
      instants.map(({ tenantId }) => tenantId),
      instants.map(({ scenarioId }) => scenarioId),
      instants.map(({ instant }) => instant.toISOString()),
      instants.map(({ runId }) => runId),
      now,
    ]);
    return new Set(rows.flatMap(({ runId }) => runId ?? []));
  }

  async move(sql: SqlClient, moves: readonly Move[]): Promise<void> {
    await sql.query(moveSchedules, [
      moves.map(({ tenantId }) => tenantId),
      moves.map(({ scenarioId }) => scenarioId),
      moves.map(({ nextAt }) => nextAt?.toISOString() ?? null),
      moves.map(({ dueAt }) => dueAt?.toISOString() ?? null),
      moves.map(({ waitingSince }) => waitingSince?.toISOString() ?? null),
    ]);
  }
}
