import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 scenario */
export const findScenarioPlace: Statement = {
  name: 'find-scenario-place',
  text: `select team_id as "teamId" from executor.scenario where tenant_id = $1 and id = $2`,
};
