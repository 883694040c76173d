import type { Statement } from '@ebbflow/persistence';

/**
 * The handler of the scenario whose run ends, unless the run was itself started as one: a handler that fails must not start handlers
 * in a circle. A handler that is switched off, or was moved to another team since, is none.
 */
export const findRunHandler: Statement = {
  name: 'find-run-handler',
  text: `
    select handler.handler_scenario_id as "handlerId", failed.name as "scenarioName"
    from executor.run
    join executor.scenario_error_handler as handler on handler.tenant_id = run.tenant_id and handler.scenario_id = run.scenario_id
    join executor.scenario as scenario on scenario.tenant_id = run.tenant_id and scenario.id = handler.handler_scenario_id
      and scenario.is_active
    join executor.scenario as failed on failed.tenant_id = run.tenant_id and failed.id = run.scenario_id
      and failed.team_id is not distinct from scenario.team_id
    where run.tenant_id = $1 and run.id = $2
      and (run.request_key is null or not starts_with(run.request_key, 'handler:'))`,
};
