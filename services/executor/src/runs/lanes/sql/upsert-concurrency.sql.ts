import type { Statement } from '@ebbflow/persistence';

/** No row for a scenario that looks for new items itself and would do so twice at once. Under `lock-scenario-of-concurrency`. */
export const upsertConcurrency: Statement = {
  name: 'upsert-concurrency',
  text: `
    insert into executor.scenario_concurrency (tenant_id, scenario_id, lane_limit, key_template)
    select tenant_id, id, $3::integer, $4::text from executor.scenario where tenant_id = $1 and id = $2
      and ($3::integer = 1 and $4::text is null or not exists (
        select from executor.schedule where tenant_id = $1 and scenario_id = $2 and start_kind = 'polling'))
    on conflict (tenant_id, scenario_id) do update
      set lane_limit = excluded.lane_limit, key_template = excluded.key_template, updated_at = now()
    returning scenario_id`,
};
