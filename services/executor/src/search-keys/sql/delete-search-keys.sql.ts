import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 scenario */
export const deleteSearchKeys: Statement = {
  name: 'delete-search-keys',
  text: `delete from executor.scenario_search_key where tenant_id = $1 and scenario_id = $2`,
};
