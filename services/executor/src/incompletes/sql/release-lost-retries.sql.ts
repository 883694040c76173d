import type { Statement } from '@ebbflow/persistence';

/** Held by a run that has ended without deciding it: it could not be carried out at all. Counts as a failure, tried again in ten minutes. */
export const releaseLostRetries: Statement = {
  name: 'release-lost-retries',
  text: `
    update executor.incomplete_execution as incomplete
    set state = 'pending', retry_run_id = null, attempts = incomplete.attempts + 1, revision = incomplete.revision + 1, updated_at = now(),
      asked_at = null,
      next_retry_at = case when incomplete.attempts < 8 and incomplete.retry_kind <> 'manual' then now() + interval '10 minutes' end
    where incomplete.state = 'retrying'
      and not exists (
        select from executor.run
        where run.tenant_id = incomplete.tenant_id and run.id = incomplete.retry_run_id and run.state <> 'finished'
      )
    returning incomplete.id`,
};
