import type { Statement } from '@ebbflow/persistence';

/** Retries of Break that failed one after another, within two minutes of the first. A count of 0: one succeeded, and it begins anew. */
export const countBreakFailures: Statement = {
  name: 'count-break-failures',
  text: `
    insert into executor.scenario_health as health (tenant_id, scenario_id, break_failures, break_failing_since)
    select tenant_id, scenario_id, failures, now()
    from unnest($1::text[], $2::text[], $3::integer[]) as failed (tenant_id, scenario_id, failures)
    order by tenant_id, scenario_id
    on conflict (tenant_id, scenario_id) do update set
      break_failures = case when excluded.break_failures > 0 and health.break_failing_since > now() - interval '2 minutes'
        then health.break_failures + excluded.break_failures else excluded.break_failures end,
      break_failing_since = case when excluded.break_failures > 0 and health.break_failing_since > now() - interval '2 minutes'
        then health.break_failing_since else excluded.break_failing_since end,
      updated_at = now()
    returning tenant_id as "tenantId", scenario_id as "scenarioId", break_failures as "failures"`,
};
