import type { Statement } from '@ebbflow/persistence';

/** All is well again. Touches no row where it was well before, which is nearly always. In one order, against deadlocks. */
export const resetErrors: Statement = {
  name: 'reset-errors',
  text: `
    with failing as (
      select tenant_id, scenario_id from executor.scenario_health
      where (tenant_id, scenario_id) in (select * from unnest($1::text[], $2::text[])) and consecutive_errors > 0
      order by tenant_id, scenario_id
      for no key update
    )
    update executor.scenario_health set consecutive_errors = 0, updated_at = now()
    from failing
    where scenario_health.tenant_id = failing.tenant_id and scenario_health.scenario_id = failing.scenario_id
      and scenario_health.consecutive_errors > 0`,
};
