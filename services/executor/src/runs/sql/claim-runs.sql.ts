import type { Statement } from '@ebbflow/persistence';

/**
 * Takes up to $2 runs that are due, whatever made them due: queued, lease over, or alarm rung.
 *
 * Fair across tenants: the first due run of each tenant comes before the second of any. `tenant` walks the partial
 * index from one tenant to the next (a loose index scan: as many probes as tenants with unfinished runs), because
 * ranking the whole backlog costs its length at each claim, and "the oldest 1000, then ranked" lets one tenant with a
 * long backlog shut the others out.
 *
 * Two claimers may pick the same candidates; `skip locked` gives each row to one of them, and the test of `due_at` under
 * the lock refuses what the other has just taken. The token grows with each claim and is never reused.
 */
export const claimRuns: Statement = {
  name: 'claim-runs',
  text: `
    with recursive tenant as (
      (select tenant_id from executor.run where due_at is not null order by tenant_id limit 1)
      union all
      select (
        select next.tenant_id from executor.run as next
        where next.due_at is not null and next.tenant_id > tenant.tenant_id
        order by next.tenant_id limit 1
      )
      from tenant where tenant.tenant_id is not null
    ),
    candidate as (
      select due.tenant_id, due.id, due.due_at,
        row_number() over (partition by due.tenant_id order by due.due_at) as turn
      from tenant cross join lateral (
        select run.tenant_id, run.id, run.due_at from executor.run
        where run.tenant_id = tenant.tenant_id and run.due_at <= now()
        order by run.due_at limit $2
      ) as due
    ),
    picked as (select tenant_id, id from candidate order by turn, due_at limit $2),
    locked as (
      select run.tenant_id, run.id from executor.run join picked on picked.tenant_id = run.tenant_id and picked.id = run.id
      where run.due_at <= now()
      for no key update of run skip locked
    )
    update executor.run
    set state = 'running', lease_owner = $1, lease_token = run.lease_token + 1, attempts = run.attempts + 1,
      due_at = now() + $3::float8 * interval '1 millisecond', started_at = coalesce(run.started_at, now())
    from locked
    where run.tenant_id = locked.tenant_id and run.id = locked.id
    returning run.tenant_id, run.id, run.scenario_id, run.scenario_version, run.trigger, run.delivery_id, run.reply_to,
      run.traceparent, run.input_run_id, run.parent_run_id,
      run.hook_id, run.incomplete_id, run.callback_sealed, run.input_sealed, run.input_blob, run.key_version, run.lease_token, run.attempts, run.started_at`,
};
