import type { Statement } from '@ebbflow/persistence';

/** When these schedules start next, and whether they wait. Under the locks of `claim-due-schedules` or `lock-schedule`. */
export const moveSchedules: Statement = {
  name: 'move-schedules',
  text: `
    update executor.schedule set next_at = moved.next_at, due_at = moved.due_at, waiting_since = moved.waiting_since
    from unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[])
      as moved (tenant_id, scenario_id, next_at, due_at, waiting_since)
    where schedule.tenant_id = moved.tenant_id and schedule.scenario_id = moved.scenario_id`,
};
