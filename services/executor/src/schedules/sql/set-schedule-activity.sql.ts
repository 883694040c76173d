import type { Statement } from '@ebbflow/persistence';

/** The scenario became active or inactive; the schedule itself is as it was. */
export const setScheduleActivity: Statement = {
  name: 'set-schedule-activity',
  text: `
    update executor.schedule
    set is_active = $3, anchor_at = coalesce($4, anchor_at), next_at = $5, due_at = $5, waiting_since = null
    where tenant_id = $1 and scenario_id = $2`,
};
