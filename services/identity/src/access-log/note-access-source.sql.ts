import type { Statement } from '@ebbflow/persistence';

/**
 * How far a console has reported, and in the same statement the gap if its numbers jumped: from when it was last heard of until now. Reports of one
 * console come one after the other; one that comes again moves nothing back. $1 source, $2 number of the first call, $3 number after the last, $4 now,
 * $5 whether it was the last report
 */
export const noteAccessSource: Statement = {
  name: 'identity.note-access-source',
  text: `
    with before as (select * from identity.access_source where id = $1),
         gap as (
           insert into identity.access_gap (source_id, from_at, to_at, call_count)
           select $1, coalesce((select last_seen_at from before), $4), $4, $2 - coalesce((select next_number from before), 0)
            where $2 > coalesce((select next_number from before), 0)
         )
    insert into identity.access_source as known (id, next_number, last_seen_at, closed_at)
    values ($1, $3, $4, case when $5 then $4::timestamptz end)
    on conflict (id) do update set next_number = greatest(known.next_number, excluded.next_number),
      last_seen_at = excluded.last_seen_at, closed_at = excluded.closed_at`,
};
