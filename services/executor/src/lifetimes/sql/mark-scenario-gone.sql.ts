import type { Statement } from '@ebbflow/persistence';

/** What was set for it is no setting any more; what followed from it holds for what its runs left. $1 tenant, $2 scenario, $3 now */
export const markScenarioGone: Statement = {
  name: 'mark-scenario-gone',
  text: `
    with settings as (
      delete from executor.lifetime_setting where tenant_id = $1 and level = 'scenario' and object_id = $2
    )
    update executor.lifetime set scenario_gone_at = $3 where tenant_id = $1 and scenario_id = $2`,
};
