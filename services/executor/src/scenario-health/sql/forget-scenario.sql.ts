import type { Statement } from '@ebbflow/persistence';

/** Everything this folder keeps of a scenario that is deleted, handlers that name it included. */
export const forgetScenario: Statement = {
  name: 'forget-scenario',
  text: `
    with health as (delete from executor.scenario_health where tenant_id = $1 and scenario_id = $2),
      bounds as (delete from executor.notification_bound where tenant_id = $1 and scenario_id = $2),
      variables as (delete from executor.scenario_variables where tenant_id = $1 and scenario_id = $2)
    delete from executor.scenario_error_handler where tenant_id = $1 and (scenario_id = $2 or handler_scenario_id = $2)`,
};
