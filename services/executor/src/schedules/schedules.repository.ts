import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { queueHookSync } from '../scenarios/hooks/queue-hook-sync.sql.ts';
import { deleteSchedule } from './sql/delete-schedule.sql.ts';
import { findHookOfModule } from './sql/find-hook-of-module.sql.ts';
import { findScenarioForSchedule } from './sql/find-scenario-for-schedule.sql.ts';
import { findSchedule } from './sql/find-schedule.sql.ts';
import { limitPollingLane } from './sql/limit-polling-lane.sql.ts';
import { listInstants } from './sql/list-instants.sql.ts';
import { lockSchedule } from './sql/lock-schedule.sql.ts';
import { saveSchedule } from './sql/save-schedule.sql.ts';
import { setScheduleActivity } from './sql/set-schedule-activity.sql.ts';
import type { StoredSchedule } from './stored-schedule.ts';

export interface StoredInstant {
  readonly instant: Date;
  readonly runId: string | null;
  readonly decidedAt: Date;
}

/** The schedule of one scenario at a time, inside the caller's transaction. Those of all tenants are ScheduleQueueRepository. */
@Injectable()
export class SchedulesRepository {
  async find(sql: SqlClient, tenantId: string, scenarioId: string): Promise<StoredSchedule | undefined> {
    const [row] = await sql.query<StoredSchedule>(findSchedule, [tenantId, scenarioId]);
    return row;
  }

  /** Held until the end of the transaction. */
  async lock(sql: SqlClient, tenantId: string, scenarioId: string): Promise<StoredSchedule | undefined> {
    const [row] = await sql.query<StoredSchedule>(lockSchedule, [tenantId, scenarioId]);
    return row;
  }

  /** False when the stored one is not at the revision before. */
  async save(sql: SqlClient, schedule: StoredSchedule): Promise<boolean> {
    const rows = await sql.query(saveSchedule, [
      schedule.tenantId,
      schedule.scenarioId,
      JSON.stringify(schedule.definition),
      schedule.timezone,
      JSON.stringify(schedule.misfire),
      schedule.origin,
      schedule.startKind,
      schedule.hookId,
      schedule.isActive,
      schedule.anchorAt,
      schedule.nextAt,
      schedule.dueAt,
      schedule.waitingSince,
      schedule.changedBy,
      schedule.revision,
      schedule.updatedAt,
    ]);
    return rows.length === 1;
  }

  async setActivity(sql: SqlClient, schedule: StoredSchedule): Promise<void> {
    const { tenantId, scenarioId, isActive, anchorAt, nextAt } = schedule;
    await sql.query(setScheduleActivity, [tenantId, scenarioId, isActive, anchorAt, nextAt]);
  }

  /** As worker too, and without knowing the schedule. */
  async rest(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(setScheduleActivity, [tenantId, scenarioId, false, null, null]);
  }

  async delete(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(deleteSchedule, [tenantId, scenarioId]);
  }

  async findScenario(
    sql: SqlClient,
    tenantId: string,
    scenarioId: string,
  ): Promise<{ version: number; isActive: boolean } | undefined> {
    const [row] = await sql.query<{ version: number; isActive: boolean }>(findScenarioForSchedule, [
      tenantId,
      scenarioId,
    ]);
    return row;
  }

  async findHook(sql: SqlClient, tenantId: string, scenarioId: string, moduleId: number): Promise<string | null> {
    const [row] = await sql.query<{ hookId: string }>(findHookOfModule, [tenantId, scenarioId, moduleId]);
    return row?.hookId ?? null;
  }

  async limitPollingLane(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(limitPollingLane, [tenantId, scenarioId]);
  }

  /** The gateway is told whether the hook holds what it receives, after the commit. */
  async queueHookSync(sql: SqlClient, tenantId: string, scenarioId: string): Promise<void> {
    await sql.query(queueHookSync, [tenantId, scenarioId]);
  }

  listInstants(
    sql: SqlClient,
    { tenantId, scenarioId }: Pick<StoredSchedule, 'tenantId' | 'scenarioId'>,
    before: string | undefined,
    limit: number,
  ): Promise<StoredInstant[]> {
    return sql.query<StoredInstant>(listInstants, [tenantId, scenarioId, before ?? null, limit]);
  }
}
