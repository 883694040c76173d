import type { Statement } from '@ebbflow/persistence';
import { incompletesKeptSince } from '../incomplete-execution.ts';

/** Due at once, because somebody asked: these ($2), or all pending ones of a scenario ($3), or of the tenant; of some scenarios only ($10), or null. */
export const askRetries: Statement = {
  name: 'ask-retries',
  text: `
    with asked as (
      select tenant_id, id, created_at from executor.incomplete_execution
      where tenant_id = $1 and state = 'pending' and created_at > $7
        and ($2::text[] is null or id = any ($2)) and ($3::text is null or scenario_id = $3)
        and ($10::text[] is null or scenario_id = any ($10))
        and created_at > ${incompletesKeptSince('$8', '$9')}
      order by id for no key update
    )
    update executor.incomplete_execution as incomplete
    set asked_at = now(), next_retry_at = now(), retry_on = $4, revision = incomplete.revision + 1, updated_at = $5, updated_by = $6
    from asked
    where incomplete.tenant_id = asked.tenant_id and incomplete.id = asked.id and incomplete.created_at = asked.created_at
      and incomplete.state = 'pending'
    returning incomplete.id`,
};
