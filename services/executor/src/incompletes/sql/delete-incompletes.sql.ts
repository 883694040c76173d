import type { Statement } from '@ebbflow/persistence';

/** What they held is forgotten now; that there were some goes with the day. */
export const deleteIncompletes: Statement = {
  name: 'delete-incompletes',
  text: `
    update executor.incomplete_execution
    set state = 'deleted', content_sealed = null, key_version = null, bytes = 0, next_retry_at = null, asked_at = null,
      revision = revision + 1, updated_at = $4, updated_by = $5
    where tenant_id = $1 and state = 'pending' and ($2::text[] is null or id = any ($2)) and ($3::text is null or scenario_id = $3)
    returning id`,
};
