import type { Statement } from '@ebbflow/persistence';

export const findTeam: Statement = {
  name: 'find-team-of-scenario',
  text: `select team_id from executor.scenario where tenant_id = $1 and id = $2`,
};
