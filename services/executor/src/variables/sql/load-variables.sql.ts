import type { Statement } from '@ebbflow/persistence';

/** Every value that a run of the tenant may ask for, with the time it holds. */
export const loadVariables: Statement = {
  name: 'load-variables',
  text: `
    select id, scope, scope_id, name, value_sealed, key_version, updated_at as from_at, null::timestamptz as until_at
    from executor.custom_variable
    where tenant_id = $1
    union all
    select id, scope, scope_id, name, value_sealed, key_version, from_at, until_at
    from executor.past_variable
    where tenant_id = $1`,
};
