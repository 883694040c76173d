import type { Statement } from '@ebbflow/persistence';

/**
 * Lets into each lane as many runs as it has room for, by the order of their ids, which is the order in which they were asked for. Only
 * under `lock-lanes`: then the count is true, because nobody else lets runs in, and those whose end is not committed yet count as in.
 * A run that somebody else holds in this moment (a claim about to park it, a cancellation) is left alone and not passed by: the other
 * one asks the lane as well, when we are done.
 *
 * Rows are named by where they lie, which holds while they are locked: how many a lane lets in the planner cannot know, and joined by their
 * keys it reads the whole table for one run.
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
        order by substr(run.id, 5) limit 1
      ) as first
      cross join lateral (
        select count(*)::integer from executor.run
        where run.tenant_id = wanted.tenant_id and run.lane = wanted.lane and run.lane_held and run.due_at is not null
      ) as held (count)
    ),
    head as (
      select next.place from room cross join lateral (
        select run.ctid as place from executor.run
        where run.tenant_id = room.tenant_id and run.lane = room.lane and not run.lane_held and run.due_at is not null
        order by substr(run.id, 5) limit greatest(room.count, 0)
      ) as next
    ),
    locked as (
      select run.ctid as place from executor.run
      where run.ctid = any (array(select place from head)) and not run.lane_held and run.due_at is not null
      for no key update skip locked
    )
    update executor.run set lane_held = true, due_at = case when run.due_at = 'infinity' then now() else run.due_at end
    where run.ctid = any (array(select place from locked)) and not run.lane_held
    returning run.id`,
};
