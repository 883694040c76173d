import type { Statement } from '@ebbflow/persistence';

export const readStreamedExecutions: Statement = {
  name: 'read-streamed-executions',
  text: `
    select run_id as id, finished_at as at, started_at as "startedAt", scenario_id as "scenarioId", scenario_version as "scenarioVersion",
           trigger, status, operations, transfer_bytes::float8 as "transferBytes", error_class as "errorClass",
           error_module_id as "errorModuleId", confidential
      from log_store.execution_details
     where tenant_id = $1 and (run_id, finished_at) in (select * from unnest($2::text[], $3::timestamptz[]))`,
};
