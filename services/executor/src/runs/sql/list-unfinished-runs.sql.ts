import type { Statement } from '@ebbflow/persistence';

/** Newest first; $3 is the id after which the page begins. `due_at is not null` lets the partial index serve it. */
export const listUnfinishedRuns: Statement = {
  name: 'list-unfinished-runs',
  text: `
    select id, scenario_id, state, created_at from executor.run
    where tenant_id = $1 and due_at is not null
      and ($2::text is null or scenario_id = $2)
      and ($3::text is null or id < $3)
    order by id desc
    limit $4`,
};
