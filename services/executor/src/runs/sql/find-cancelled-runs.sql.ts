import type { Statement } from '@ebbflow/persistence';

/** Of the runs one process holds, those to be ended before their time. Has an index of its own with nothing else in it, so it may be asked often. */
export const findCancelledRuns: Statement = {
  name: 'find-cancelled-runs',
  text: `
    select id, lease_token from executor.run
    where lease_owner = $1 and cancel_requested_at is not null and state = 'running'`,
};
