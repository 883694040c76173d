import type { Statement } from '@ebbflow/persistence';

export const readStreamedActivity: Statement = {
  name: 'read-streamed-activity',
  text: `
    select run_id as id, occurred_at as at, kind, scenario_id as "scenarioId", status from log_store.activity
    where tenant_id = $1 and (run_id, occurred_at) in (select * from unnest($2::text[], $3::timestamptz[]))`,
};
