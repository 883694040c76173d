import type { Statement } from '@ebbflow/persistence';

/** No row: one of the two scenarios is not there, or they are in different teams: a team's data would reach another. */
export const setErrorHandler: Statement = {
  name: 'set-error-handler',
  text: `
    insert into executor.scenario_error_handler (tenant_id, scenario_id, handler_scenario_id)
    select scenario.tenant_id, scenario.id, handler.id
    from executor.scenario join executor.scenario as handler on handler.tenant_id = scenario.tenant_id and handler.id = $3
      and handler.team_id is not distinct from scenario.team_id
    where scenario.tenant_id = $1 and scenario.id = $2
    on conflict (tenant_id, scenario_id) do update set handler_scenario_id = excluded.handler_scenario_id, updated_at = now()
    returning handler_scenario_id`,
};
