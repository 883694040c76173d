import type { Statement } from '@ebbflow/persistence';

/**
 * After the gateway was asked: what it was told goes ($4), unless the scenario was changed meanwhile; then, and where it could not be
 * told, it comes again. $5: after how many milliseconds.
 */
export const finishHookSync: Statement = {
  name: 'finish-hook-sync',
  text: `
    with asked as (
      select * from unnest($1::text[], $2::text[], $3::integer[], $4::boolean[], $5::integer[])
        as asked (tenant_id, hook_id, change_count, is_told, retry_ms)
    ), told as (
      delete from executor.scenario_hook_sync as sync
      using asked
      where sync.tenant_id = asked.tenant_id and sync.hook_id = asked.hook_id
        and sync.change_count = asked.change_count and asked.is_told
    )
    update executor.scenario_hook_sync as sync
    set leased_until = null,
      due_at = case when asked.is_told then now() else now() + asked.retry_ms * interval '1 millisecond' end
    from asked
    where sync.tenant_id = asked.tenant_id and sync.hook_id = asked.hook_id
      and (sync.change_count <> asked.change_count or not asked.is_told)`,
};
