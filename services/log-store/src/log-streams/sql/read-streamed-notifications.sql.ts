import type { Statement } from '@ebbflow/persistence';

export const readStreamedNotifications: Statement = {
  name: 'read-streamed-notifications',
  text: `
    select id, raised_at as at, kind, severity, scenario_id as "scenarioId", run_id as "runId", module_id as "moduleId",
           error_class as "errorClass", facts
      from log_store.notification
     where tenant_id = $1 and (id, raised_at) in (select * from unnest($2::text[], $3::timestamptz[]))`,
};
