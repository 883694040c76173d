import type { Statement } from '@ebbflow/persistence';

/** All is well again. Touches no row where it was well before, which is nearly always. */
export const resetErrors: Statement = {
  name: 'reset-errors',
  text: `
    update executor.scenario_health set consecutive_errors = 0, updated_at = now()
    from unnest($1::text[], $2::text[]) as ended (tenant_id, scenario_id)
    where scenario_health.tenant_id = ended.tenant_id and scenario_health.scenario_id = ended.scenario_id
      and scenario_health.consecutive_errors > 0`,
};
