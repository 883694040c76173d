import type { Statement } from '@ebbflow/persistence';

/** Runs that wait in the queue of a scenario that was frozen wait on. Those somebody is just taking are let go. */
export const postponeFrozenRuns: Statement = {
  name: 'postpone-frozen-runs',
  text: `
    with waiting as (
      select run.tenant_id, run.id, scenario.frozen_until
      from unnest($1::text[], $2::text[]) as frozen (tenant_id, scenario_id)
      join executor.scenario on scenario.tenant_id = frozen.tenant_id and scenario.id = frozen.scenario_id
      join executor.run on run.tenant_id = frozen.tenant_id and run.scenario_id = frozen.scenario_id
        and run.due_at < scenario.frozen_until and run.state = 'queued'
      for no key update of run skip locked
    )
    update executor.run set due_at = waiting.frozen_until
    from waiting
    where run.tenant_id = waiting.tenant_id and run.id = waiting.id`,
};
