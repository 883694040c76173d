import type { Statement } from '@ebbflow/persistence';

/** No row when the scenario is not this tenant's. */
export const upsertConcurrency: Statement = {
  name: 'upsert-concurrency',
  text: `
    insert into executor.scenario_concurrency (tenant_id, scenario_id, lane_limit, key_template)
    select tenant_id, id, $3::integer, $4::text from executor.scenario where tenant_id = $1 and id = $2
    on conflict (tenant_id, scenario_id) do update
      set lane_limit = excluded.lane_limit, key_template = excluded.key_template, updated_at = now()
    returning scenario_id`,
};
