import type { Statement } from '@ebbflow/persistence';

/** Scenarios whose runs go strictly one after another, with incomplete executions open. */
export const findWaitingSequences: Statement = {
  name: 'find-waiting-sequences',
  text: `
    select distinct scenario.id
    from unnest($1::text[], $2::text[]) as due (tenant_id, scenario_id)
    join executor.scenario on scenario.tenant_id = due.tenant_id and scenario.id = due.scenario_id and scenario.lane_limit = 1
    where exists (
      select from executor.incomplete_execution as incomplete
      where incomplete.tenant_id = due.tenant_id and incomplete.scenario_id = due.scenario_id
        and incomplete.state in ('pending', 'retrying')
    )`,
};
