import type { Statement } from '@ebbflow/persistence';

/** What could not finish is where its scenario is. $1 tenant, $2 incomplete execution */
export const findIncompletePlace: Statement = {
  name: 'find-incomplete-place',
  text: `
    select scenario.team_id as "teamId" from executor.incomplete_execution as incomplete
    join executor.scenario on scenario.tenant_id = incomplete.tenant_id and scenario.id = incomplete.scenario_id
    where incomplete.tenant_id = $1 and incomplete.id = $2`,
};
