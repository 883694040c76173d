import type { Statement } from '@ebbflow/persistence';

/** With a scenario its variables go, and what they were before. */
export const deleteScenarioVariables: Statement = {
  name: 'delete-scenario-variables',
  text: `
    with past as (
      delete from executor.past_variable where tenant_id = $1 and scope = 'scenario' and scope_id = $2
    )
    delete from executor.custom_variable where tenant_id = $1 and scope = 'scenario' and scope_id = $2`,
};
