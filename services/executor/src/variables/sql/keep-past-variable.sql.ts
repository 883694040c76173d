import type { Statement } from '@ebbflow/persistence';

/** The value a variable has until now: runs that have begun go on reading it. Nothing when it is not at revision $3 any more. */
export const keepPastVariable: Statement = {
  name: 'keep-past-variable',
  text: `
    insert into executor.past_variable
      (tenant_id, id, revision, scope, scope_id, name, value_sealed, key_version, from_at, until_at)
    select tenant_id, id, revision, scope, scope_id, name, value_sealed, key_version, updated_at, $4
    from executor.custom_variable
    where tenant_id = $1 and id = $2 and ($3::integer is null or revision = $3)
    for update`,
};
