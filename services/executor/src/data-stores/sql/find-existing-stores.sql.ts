import type { Statement } from '@ebbflow/persistence';

/** Of these ($2) those that a scenario ($3) may work with: of its team, or of all teams; any, where it is of none. */
export const findExistingStores: Statement = {
  name: 'find-existing-data-stores',
  text: `
    select store.id from executor.data_store as store
    left join executor.scenario on scenario.tenant_id = store.tenant_id and scenario.id = $3
    where store.tenant_id = $1 and store.id = any($2::text[])
      and (store.team_id is null or scenario.team_id is null or store.team_id = scenario.team_id)`,
};
