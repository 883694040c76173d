import type { Misfire, ScheduleDefinition } from '@ebbflow/contracts';
import type { TemplateDatabase } from '@ebbflow/testing';

export interface ScheduleRow {
  readonly definition: ScheduleDefinition;
  readonly misfire: Misfire;
  readonly anchorAt: Date;
  readonly nextAt: Date;
  readonly hookId?: string;
}

/** An active schedule as it is after activation, without any of the service around it. Every minute, from `anchorAt` on. */
export async function aStoredSchedule(
  database: TemplateDatabase,
  tenantId: string,
  scenarioId: string,
  row: Partial<ScheduleRow> & Pick<ScheduleRow, 'anchorAt'>,
): Promise<void> {
  const {
    definition = { type: 'indefinitely', intervalSeconds: 60, restrictions: [] },
    misfire = { policy: 'run_once' },
    anchorAt,
    nextAt = new Date(anchorAt.getTime() + 60_000),
    hookId = null,
  } = row;
  await database.asAdmin(
    `insert into executor.schedule (tenant_id, scenario_id, definition, timezone, misfire, origin, start_kind, hook_id,
       is_active, anchor_at, next_at, due_at, revision, updated_at)
     values ($1, $2, $3, 'UTC', $4, 'person', case when $5::text is null then 'plain' else 'hook' end, $5, true, $6, $7, $7, 1, $6)`,
    [tenantId, scenarioId, JSON.stringify(definition), JSON.stringify(misfire), hookId, anchorAt, nextAt],
  );
}
