import type { Statement } from '@ebbflow/persistence';

/** $3: the revision it is at. It is tried at once, also where it had stopped or waits for its next attempt. No row: it is at another. */
export const updateLogStream: Statement = {
  name: 'update-log-stream',
  text: `
    update log_store.log_stream
       set name = $4, sources = $5::text[], target = $6::jsonb, has_secret = $7, include_payloads = $8, is_paused = $9,
           revision = revision + 1, due_at = $10, attempts = 0, failing_since = null, last_failure = null, stopped_at = null
     where tenant_id = $1 and id = $2 and revision = $3::integer
    returning id`,
};
