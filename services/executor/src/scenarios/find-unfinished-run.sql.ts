import type { Statement } from '@ebbflow/persistence';

/** Whether a run of the scenario is not over: it would find nothing to run on. */
export const findUnfinishedRun: Statement = {
  name: 'find-unfinished-run',
  text: `
    select id
    from executor.run
    where tenant_id = $1 and scenario_id = $2 and due_at is not null
    limit 1`,
};
