import type { Statement } from '@ebbflow/persistence';

/**
 * What was held for a schedule is released when the hook becomes an instant one: no run will claim it any more. A hook that is
 * switched on is open again, however long it was closed.
 */
export const updateHook: Statement = {
  name: 'update-hook',
  text: `
    update gateway.hook
       set enabled = $3, responds = $4, updated_at = $5, confidential = $6, mode = $7,
           queue_state = case when mode = 'scheduled' and $7 = 'instant' and queue_state = 'open' then 'releasing'
                              when $7 = 'scheduled' and queue_state = 'releasing' then 'open'
                              else queue_state end,
           disabled_at = case when $3 then null else coalesce(disabled_at, $5) end,
           closed_at = case when $3 then null else closed_at end
     where tenant_id = $1 and id = $2
    returning id, module_id as "moduleId", token, kind, enabled`,
};
