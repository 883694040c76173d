import type { Statement } from '@ebbflow/persistence';

/**
 * Asks for the end of a run. One that nobody works on is due at once, whatever it waits for, so that a worker ends it through
 * the same door as any other; the holder of a running one sees the request. A finished run stays as it is and is answered as such.
 */
export const cancelRun: Statement = {
  name: 'cancel-run',
  text: `
    with cancelled as (
      update executor.run set cancel_requested_at = coalesce(cancel_requested_at, now()),
        due_at = case when state = 'running' then due_at else least(due_at, now()) end
      where tenant_id = $1 and id = $2 and state <> 'finished'
      returning state
    )
    select state from cancelled
    union all
    select state from executor.run where tenant_id = $1 and id = $2 and not exists (select from cancelled)`,
};
