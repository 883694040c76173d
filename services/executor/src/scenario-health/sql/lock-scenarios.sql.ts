import type { Statement } from '@ebbflow/persistence';

/** Scenarios that the ends of their runs may freeze or switch off. In one order, and before anything else that is written about them. */
export const lockScenarios: Statement = {
  name: 'lock-scenarios-in-trouble',
  text: `
    select 1 from executor.scenario
    where (tenant_id, id) in (select * from unnest($1::text[], $2::text[]))
    order by tenant_id, id
    for no key update`,
};
