import type { Statement } from '@ebbflow/persistence';

/** Writes the schedule as revision $15, if it is at the one before (or not there at all). No row: it is at another. */
export const saveSchedule: Statement = {
  name: 'save-schedule',
  text: `
    insert into executor.schedule as stored (tenant_id, scenario_id, definition, timezone, misfire, origin, start_kind, hook_id,
      is_active, anchor_at, next_at, due_at, waiting_since, changed_by, revision, updated_at)
    values ($1, $2, $3::jsonb, $4, $5::jsonb, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)
    on conflict (tenant_id, scenario_id) do update set definition = excluded.definition, timezone = excluded.timezone,
      misfire = excluded.misfire, origin = excluded.origin, start_kind = excluded.start_kind, hook_id = excluded.hook_id,
      is_active = excluded.is_active, anchor_at = excluded.anchor_at, next_at = excluded.next_at, due_at = excluded.due_at,
      waiting_since = excluded.waiting_since, changed_by = excluded.changed_by, revision = excluded.revision,
      updated_at = excluded.updated_at
    where stored.revision = excluded.revision - 1
    returning revision`,
};
