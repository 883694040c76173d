import type { Statement } from '@ebbflow/persistence';

/** Where the triggers of these modules stood: what they had read through the connection. */
export const forgetCursors: Statement = {
  name: 'forget-cursors',
  text: `
    delete from executor.trigger_cursor
     using unnest($2::text[], $3::integer[]) as gone (scenario_id, module_id)
     where trigger_cursor.tenant_id = $1 and trigger_cursor.scenario_id = gone.scenario_id
       and trigger_cursor.module_id = gone.module_id`,
};
