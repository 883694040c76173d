import type { Statement } from '@ebbflow/persistence';

/**
 * Lets into each lane as many runs as it has room for, by the order of their ids, which is the order in which they were asked for. Only
 * under `lock-lanes`: then the count is true, because nobody else lets runs in, and those whose end is not committed yet count as in.
 * A run that somebody else holds in this moment (a claim about to park it, a cancellation) is left alone and not passed by: the other
 * one asks the lane as well, when we are done.
 */
export const admitRuns: Statement = {
  name: 'admit-runs',
  text: `
    with wanted as (select distinct tenant_id, lane from unnest($1::text[], $2::text[]) as wanted (tenant_id, lane)),
    room as (
      select wanted.tenant_id, wanted.lane, first.lane_limit - held.count as count
      from wanted
      cross join lateral (
        select run.lane_limit from executor.run
        where run.tenant_id = wanted.tenant_id and run.lane = wanted.lane and not run.lane_held and run.due_at is not null
        order by run.id limit 1
      ) as first
      cross join lateral (
        select count(*)::integer from executor.run
        where run.tenant_id = wanted.tenant_id and run.lane = wanted.lane and run.lane_held and run.due_at is not null
      ) as held (count)
    ),
    head as (
      select next.tenant_id, next.id from room cross join lateral (
        select run.tenant_id, run.id from executor.run
        where run.tenant_id = room.tenant_id and run.lane = room.lane and not run.lane_held and run.due_at is not null
        order by run.id limit greatest(room.count, 0)
      ) as next
    ),
    locked as (
      select run.tenant_id, run.id from executor.run join head on head.tenant_id = run.tenant_id and head.id = run.id
      where not run.lane_held and run.due_at is not null
      for no key update of run skip locked
    )
    update executor.run set lane_held = true, due_at = case when run.due_at = 'infinity' then now() else run.due_at end
    from locked
    where run.tenant_id = locked.tenant_id and run.id = locked.id
    returning run.id`,
};
