import type { Statement } from '@ebbflow/persistence';

/** Newest first, from before $3. */
export const listInstants: Statement = {
  name: 'list-instants',
  text: `
    select instant, run_id as "runId", decided_at as "decidedAt" from executor.schedule_instant
    where tenant_id = $1 and scenario_id = $2 and ($3::timestamptz is null or instant < $3)
    order by instant desc
    limit $4`,
};
