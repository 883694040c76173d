import type { Statement } from '@ebbflow/persistence';

/** With what was decided for it and where its trigger was. */
export const deleteSchedule: Statement = {
  name: 'delete-schedule',
  text: `
    with instants as (delete from executor.schedule_instant where tenant_id = $1 and scenario_id = $2),
    cursors as (delete from executor.trigger_cursor where tenant_id = $1 and scenario_id = $2)
    delete from executor.schedule where tenant_id = $1 and scenario_id = $2`,
};
