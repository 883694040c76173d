import type { Statement } from '@ebbflow/persistence';

/** The rows that a batch with errors and successes in it changes by several statements, all at once and in the order in which others lock them. */
export const lockHealth: Statement = {
  name: 'lock-scenario-health',
  text: `
    select 1 from executor.scenario_health
    where (tenant_id, scenario_id) in (select * from unnest($1::text[], $2::text[]))
    order by tenant_id, scenario_id
    for no key update`,
};
