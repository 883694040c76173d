import type { Statement } from '@ebbflow/persistence';

/** Of all scenarios that have any. $1 tenant */
export const loadSearchKeys: Statement = {
  name: 'load-search-keys',
  text: `
    select scenario_id as "scenarioId", names, paths
      from executor.scenario_search_key where tenant_id = $1 and names <> '{}'`,
};
