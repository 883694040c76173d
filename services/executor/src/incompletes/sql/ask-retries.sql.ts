import type { Statement } from '@ebbflow/persistence';

/** Due at once, because somebody asked: these ($2), or all pending ones of a scenario ($3), or of the tenant. */
export const askRetries: Statement = {
  name: 'ask-retries',
  text: `
    update executor.incomplete_execution
    set asked_at = now(), next_retry_at = now(), retry_on = $4, revision = revision + 1, updated_at = $5, updated_by = $6
    where tenant_id = $1 and state = 'pending' and created_at > $7
      and ($2::text[] is null or id = any ($2)) and ($3::text is null or scenario_id = $3)
    returning id`,
};
