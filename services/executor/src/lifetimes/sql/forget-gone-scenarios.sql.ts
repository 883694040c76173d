import type { Statement } from '@ebbflow/persistence';

/** Scenarios that are gone for longer than anything of theirs is kept. $1 gone before, $2 at most so many */
export const forgetGoneScenarios: Statement = {
  name: 'forget-gone-scenarios',
  text: `
    delete from executor.lifetime using (
      select tenant_id, scenario_id from executor.lifetime where scenario_gone_at <= $1 limit $2
    ) as gone
     where lifetime.tenant_id = gone.tenant_id and lifetime.scenario_id = gone.scenario_id
    returning lifetime.tenant_id as "tenantId", lifetime.scenario_id as "scenarioId"`,
};
