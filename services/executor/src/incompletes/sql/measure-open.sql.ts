import type { Statement } from '@ebbflow/persistence';

/** How full each scenario is. */
export const measureOpen: Statement = {
  name: 'measure-open-incompletes',
  text: `
    select scenario.tenant_id as "tenantId", scenario.scenario_id as "scenarioId", count(incomplete.id)::integer as count,
      coalesce(sum(incomplete.bytes), 0)::float8 as bytes
    from unnest($1::text[], $2::text[]) as scenario (tenant_id, scenario_id)
    left join executor.incomplete_execution as incomplete on incomplete.tenant_id = scenario.tenant_id
      and incomplete.scenario_id = scenario.scenario_id and incomplete.state in ('pending', 'retrying')
    group by scenario.tenant_id, scenario.scenario_id`,
};
