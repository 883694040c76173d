import type { Statement } from '@ebbflow/persistence';

/** No row: no such scenario. */
export const getErrorHandler: Statement = {
  name: 'get-error-handler',
  text: `
    select handler.handler_scenario_id as "handlerId"
    from executor.scenario
    left join executor.scenario_error_handler as handler on handler.tenant_id = scenario.tenant_id and handler.scenario_id = scenario.id
    where scenario.tenant_id = $1 and scenario.id = $2`,
};
