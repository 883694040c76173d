import type { Statement } from '@ebbflow/persistence';

/** $1 now */
export const countSessions: Statement = {
  name: 'identity.count-sessions',
  text: `select count(*) filter (where expires_at > $1)::int as "openCount",
      coalesce(max(extract(epoch from least(expires_at, ends_at) - $1) * 1000) filter (where expires_at > $1), 0)::float8 as "longestIdleMs",
      count(*) filter (where expires_at <= $1::timestamptz - interval '1 hour')::int as "overdueCount"
    from identity.session`,
};
