import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { findBusyLanes } from '../sql/find-busy-lanes.sql.ts';
import type { DueSchedule, ScheduleGuard } from './schedule-guard.ts';

/** A scenario that is slower than its schedule does not heap up runs: the next one is started when the one that waits has begun. */
@Injectable()
export class LaneGuard implements ScheduleGuard {
  async waiting(sql: SqlClient, due: readonly DueSchedule[]): Promise<ReadonlySet<string>> {
    const values = [due.map(({ tenantId }) => tenantId), due.map(({ scenarioId }) => scenarioId)];
    const rows = await sql.query<{ scenarioId: string }>(findBusyLanes, values);
    return new Set(rows.map(({ scenarioId }) => scenarioId));
  }
}
