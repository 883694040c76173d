import type { Statement } from '@ebbflow/persistence';

/** The attempt failed: $3 now, $4 why, $5 when it is tried again, or null: it stops. Not where it was changed meanwhile. */
export const failLogStream: Statement = {
  name: 'fail-log-stream',
  text: `
    update log_store.log_stream
       set failing_since = coalesce(failing_since, $3::timestamptz), last_failure = $4, due_at = coalesce($5::timestamptz, due_at),
           stopped_at = case when $5::timestamptz is null then $3::timestamptz end
     where tenant_id = $1 and id = $2 and revision = $6::integer`,
};
