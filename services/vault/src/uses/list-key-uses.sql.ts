import type { Statement } from '@ebbflow/persistence';

/** Since day $3; $4 at most. */
export const listKeyUses: Statement = {
  name: 'list-key-uses',
  text: `
    select scenario_id as "scenarioId", day::text, last_used_at as "lastUsedAt"
      from vault.keychain_use
     where tenant_id = $1 and key_id = $2 and day >= ($3::timestamptz at time zone 'utc')::date
     order by last_used_at desc, scenario_id limit $4`,
};
