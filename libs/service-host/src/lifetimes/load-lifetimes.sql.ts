import type { Statement } from '@ebbflow/persistence';

/** $1 tenant */
export const loadLifetimes = (schema: string): Statement => ({
  name: 'load-lifetimes',
  text: `
    select scenario_id as "scenarioId", gateway_logs, incomplete_runs, notifications, activity, execution_details
      from ${schema}.lifetime where tenant_id = $1`,
});
