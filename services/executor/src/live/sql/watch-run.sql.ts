import type { Statement } from '@ebbflow/persistence';

/** What a watcher must know of a run whoever holds it. */
export const watchRun: Statement = {
  name: 'watch-run',
  text: `
    select id, scenario_id, state, status, operations, finished_at, lease_owner from executor.run
    where tenant_id = $1 and id = $2`,
};
