import type { Statement } from '@ebbflow/persistence';

/**
 * What became of called runs, put into the journals of the runs that wait for them, which are woken. A parent that is over gets nothing,
 * and the lock on its row keeps it from ending in between. One that has not given its place back yet is signalled, so
 * that it is due again at once when it does: without that the end of a fast child would be slept through.
 */
export const answerParents: Statement = {
  name: 'answer-parents',
  text: `
    with answer as (
      select * from unnest($1::text[], $2::text[], $3::text[], $4::bytea[], $5::integer[])
        as answer (tenant_id, parent_id, step_key, outcome_sealed, key_version)
    ),
    woken as (
      update executor.run
      set is_signalled = run.is_signalled or run.state = 'running', due_at = case when run.state = 'waiting' then now() else run.due_at end
      from (select distinct tenant_id, parent_id from answer order by tenant_id, parent_id) as parent
      where run.tenant_id = parent.tenant_id and run.id = parent.parent_id and run.state <> 'finished'
      returning run.tenant_id, run.id
    )
    insert into executor.run_journal (tenant_id, run_id, step_key, outcome_sealed, key_version)
    select answer.tenant_id, answer.parent_id, answer.step_key, answer.outcome_sealed, answer.key_version
    from answer join woken on woken.tenant_id = answer.tenant_id and woken.id = answer.parent_id
    on conflict (tenant_id, run_id, step_key) do nothing`,
};
