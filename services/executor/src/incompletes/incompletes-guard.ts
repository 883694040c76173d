import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { DueSchedule, ScheduleGuard } from '../schedules/ticker/schedule-guard.ts';
import { findWaitingSequences } from './sql/find-waiting-sequences.sql.ts';

/** A scenario that works strictly in order does not go on while something of it is incomplete. */
@Injectable()
export class IncompletesGuard implements ScheduleGuard {
  async waiting(sql: SqlClient, due: readonly DueSchedule[]): Promise<ReadonlySet<string>> {
    const rows = await sql.query<{ id: string }>(findWaitingSequences, [
      due.map(({ tenantId }) => tenantId),
      due.map(({ scenarioId }) => scenarioId),
    ]);
    return new Set(rows.map(({ id }) => id));
  }
}
