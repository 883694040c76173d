import type { Statement } from '@ebbflow/persistence';

export const deleteConcurrency: Statement = {
  name: 'delete-concurrency',
  text: `delete from executor.scenario_concurrency where tenant_id = $1 and scenario_id = $2`,
};
