import type { Statement } from '@ebbflow/persistence';

/** $1 tenant, $2 run */
export const findRunScenario: Statement = {
  name: 'find-run-scenario',
  text: `select scenario_id as "scenarioId" from log_store.execution_details where tenant_id = $1 and run_id = $2`,
};
