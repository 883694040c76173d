import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 team */
export const listTeamScenarios: Statement = {
  name: 'list-team-scenarios',
  text: `select id from executor.scenario where tenant_id = $1 and team_id = $2 order by id`,
};
