import type { Statement } from '@ebbflow/persistence';

/** A run is where its scenario is. $1 tenant, $2 run */
export const findRunPlace: Statement = {
  name: 'find-run-place',
  text: `
    select scenario.team_id as "teamId" from executor.run
    join executor.scenario on scenario.tenant_id = run.tenant_id and scenario.id = run.scenario_id
    where run.tenant_id = $1 and run.id = $2`,
};
