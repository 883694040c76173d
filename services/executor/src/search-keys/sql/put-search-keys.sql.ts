import type { Statement } from '@ebbflow/persistence';

/** No row when they are at another revision than $3 by now; 0 is that of none. $1 tenant, $2 scenario, $4 names, $5 paths, $6 now, $7 by */
export const putSearchKeys: Statement = {
  name: 'put-search-keys',
  text: `
    insert into executor.scenario_search_key as stored (tenant_id, scenario_id, revision, names, paths, updated_at, updated_by)
    select $1, $2, $3::integer + 1, $4, $5, $6, $7
     where $3::integer = 0 or exists (
       select from executor.scenario_search_key where tenant_id = $1 and scenario_id = $2 and revision = $3::integer
     )
    on conflict (tenant_id, scenario_id) do update
      set revision = excluded.revision, names = excluded.names, paths = excluded.paths, updated_at = excluded.updated_at,
          updated_by = excluded.updated_by
    where stored.revision = $3::integer
    returning revision`,
};
