import type { Statement } from '@ebbflow/persistence';

/** Runs that were put off to the end of the month because the plan was used up are due now. */
export const releaseHeldRuns: Statement = {
  name: 'release-held-runs',
  text: `
    update executor.run set due_at = now()
    where tenant_id = $1 and due_at = $2::timestamptz and state = 'queued'
    returning id`,
};
