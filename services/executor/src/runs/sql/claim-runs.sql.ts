import type { Statement } from '@ebbflow/persistence';

/**
 * Takes up to $2 runs that are due, whatever made them due: queued, lease over, or alarm rung.
 *
 * Fair across tenants: the first due run of each tenant comes before the second of any. `tenant` walks the partial
 * index from one tenant to the next (a loose index scan: as many probes as tenants with unfinished runs), because
 * ranking the whole backlog costs its length at each claim, and "the oldest 1000, then ranked" lets one tenant with a
 * long backlog shut the others out.
 *
 * A run that may not start now is put aside instead, so that it is looked at once and never stands in front of others again: one
 * whose lane has not let it in goes out of the due ones until the lane does (`parked`, and the caller asks the lane next), one of an
 * organisation that has used up its plan until the period ends (`held`), one of an organisation whose data may only be stored for a minute
 * at a time (`restricted`), also when it had begun. Testing the lanes of all due runs in here would make each
 * claim as long as the backlog of a busy lane. Whoever asked for the end of a run need not wait for either.
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
      select run.tenant_id, run.id, plan.held_until,
        case
          when run.cancel_requested_at is not null then 'taken'
          when plan.restricted_at is not null then 'restricted'
          when run.lane is not null and not run.lane_held then 'parked'
          when run.started_at is null and plan.held_until > now() then 'held'
          else 'taken'
        end as fate
      from executor.run
      join picked on picked.tenant_id = run.tenant_id and picked.id = run.id
      left join executor.tenant_plan as plan on plan.tenant_id = run.tenant_id
      where run.due_at <= now()
      for no key update of run skip locked
    )
    update executor.run
    set state = case fate when 'taken' then 'running' else run.state end,
      lease_owner = case fate when 'taken' then $1 end,
      lease_token = run.lease_token + case fate when 'taken' then 1 else 0 end,
      attempts = run.attempts + case fate when 'taken' then 1 else 0 end,
      due_at = case fate when 'taken' then now() + $3::float8 * interval '1 millisecond' when 'parked' then 'infinity'
        when 'restricted' then now() + interval '1 minute' else locked.held_until end,
      started_at = case fate when 'taken' then coalesce(run.started_at, now()) else run.started_at end
    from locked
    where run.tenant_id = locked.tenant_id and run.id = locked.id
    returning locked.fate, run.tenant_id, run.id, run.scenario_id, run.scenario_version, run.trigger, run.delivery_id, run.reply_to,
      run.traceparent, run.input_run_id, run.parent_run_id, run.hook_id, run.incomplete_id, run.callback_sealed, run.input_sealed,
      run.input_blob, run.key_version, run.lease_token, run.attempts, run.started_at, run.lane,
      run.cancel_requested_at is not null as is_cancelled,
      coalesce(run.caller_run_id, (select incomplete.run_id from executor.incomplete_execution as incomplete
        where incomplete.tenant_id = run.tenant_id and incomplete.id = run.incomplete_id)) as out_of_run_id,
      (select scenario.team_id from executor.scenario
        where scenario.tenant_id = run.tenant_id and scenario.id = run.scenario_id) as team_id`,
};
