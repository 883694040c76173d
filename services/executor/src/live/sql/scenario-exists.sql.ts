import type { Statement } from '@ebbflow/persistence';

export const scenarioExists: Statement = {
  name: 'scenario-exists',
  text: `select id from executor.scenario where tenant_id = $1 and id = $2`,
};
