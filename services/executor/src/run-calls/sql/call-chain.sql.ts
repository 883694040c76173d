import type { Statement } from '@ebbflow/persistence';

/** The run $2, who called it, who called that one, and so on: at most $3 of them. `waits`: its caller waits for its end. */
export const callChain: Statement = {
  name: 'call-chain',
  text: `
    with recursive link as (
      select tenant_id, scenario_id, caller_run_id, parent_run_id, 1 as depth from executor.run
      where tenant_id = $1 and id = $2
      union all
      select run.tenant_id, run.scenario_id, run.caller_run_id, run.parent_run_id, link.depth + 1 from link
      join executor.run on run.tenant_id = link.tenant_id and run.id = link.caller_run_id
      where link.depth < $3
    )
    select scenario_id, parent_run_id is not null as waits from link order by depth`,
};
