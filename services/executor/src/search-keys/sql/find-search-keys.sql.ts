import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 scenario */
export const findSearchKeys: Statement = {
  name: 'find-search-keys',
  text: `
    select revision, names, paths, updated_at as "updatedAt", updated_by as "updatedBy"
      from executor.scenario_search_key where tenant_id = $1 and scenario_id = $2`,
};
