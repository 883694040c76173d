import type { Statement } from '@ebbflow/persistence';

export interface AccessGapRow {
  readonly from_at: Date;
  readonly to_at: Date;
  readonly call_count: number | null;
}

/**
 * What is missing between $1 and $2: calls a console had to drop, and the last moments of a console that ended without saying so. It sends every two
 * seconds and says something every twenty; one that has been silent for a minute before $3 (now) is taken for ended.
 */
export const listAccessGaps: Statement = {
  name: 'identity.list-access-gaps',
  text: `
    select from_at, to_at, call_count::integer from identity.access_gap where to_at >= $1 and from_at < $2
    union all
    select last_seen_at, last_seen_at + interval '25 seconds', null from identity.access_source
     where closed_at is null and last_seen_at < $3::timestamptz - interval '1 minute'
       and last_seen_at + interval '25 seconds' >= $1 and last_seen_at < $2
    order by 1`,
};
