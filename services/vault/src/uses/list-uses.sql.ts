import type { Statement } from '@ebbflow/persistence';

/** Since day $3; $4 at most. */
export const listUses: Statement = {
  name: 'list-uses',
  text: `
    select scenario_id as "scenarioId", day::text, last_used_at as "lastUsedAt"
      from vault.connection_use
     where tenant_id = $1 and connection_id = $2 and day >= ($3::timestamptz at time zone 'utc')::date
     order by last_used_at desc, scenario_id limit $4`,
};
