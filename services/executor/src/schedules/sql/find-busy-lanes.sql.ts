import type { Statement } from '@ebbflow/persistence';

/** Scenarios of which a run waits at the door of their lane: another one would only make the queue longer. */
export const findBusyLanes: Statement = {
  name: 'find-busy-lanes',
  text: `
    select due.scenario_id as "scenarioId"
    from unnest($1::text[], $2::text[]) as due (tenant_id, scenario_id)
    where exists (
      select from executor.run
      where run.tenant_id = due.tenant_id and run.lane = due.scenario_id and not run.lane_held and run.due_at is not null
    )`,
};
