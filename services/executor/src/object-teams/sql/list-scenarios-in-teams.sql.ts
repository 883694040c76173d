import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 teams */
export const listScenariosInTeams: Statement = {
  name: 'list-scenarios-in-teams',
  text: `select id from executor.scenario where tenant_id = $1 and team_id = any($2) order by id`,
};
