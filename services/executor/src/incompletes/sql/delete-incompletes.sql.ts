import type { Statement } from '@ebbflow/persistence';

/** What they held is forgotten now; that there were some goes with the day. Of some scenarios only ($6), or null. */
export const deleteIncompletes: Statement = {
  name: 'delete-incompletes',
  text: `
    with picked as (
      select tenant_id, id, created_at from executor.incomplete_execution
      where tenant_id = $1 and state = 'pending' and ($2::text[] is null or id = any ($2)) and ($3::text is null or scenario_id = $3)
        and ($6::text[] is null or scenario_id = any ($6))
      order by id for no key update
    )
    update executor.incomplete_execution as incomplete
    set state = 'deleted', content_sealed = null, key_version = null, bytes = 0, next_retry_at = null, asked_at = null,
      revision = incomplete.revision + 1, updated_at = $4, updated_by = $5
    from picked
    where incomplete.tenant_id = picked.tenant_id and incomplete.id = picked.id and incomplete.created_at = picked.created_at
      and incomplete.state = 'pending'
    returning incomplete.id`,
};
