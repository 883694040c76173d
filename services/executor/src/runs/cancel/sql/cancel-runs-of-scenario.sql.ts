import type { Statement } from '@ebbflow/persistence';

/** As `cancel-run`, for the next $3 unfinished runs of a scenario, locked in the order in which their holder locks them. */
export const cancelRunsOfScenario: Statement = {
  name: 'cancel-runs-of-scenario',
  text: `
    update executor.run set cancel_requested_at = now(), due_at = case when state = 'running' then due_at else least(due_at, now()) end
    where tenant_id = $1 and state <> 'finished' and id in (
      select id from executor.run
      where tenant_id = $1 and due_at is not null and scenario_id = $2 and cancel_requested_at is null
      order by id limit $3
      for no key update
    )
    returning id`,
};
