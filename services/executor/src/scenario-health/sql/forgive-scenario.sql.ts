import type { Statement } from '@ebbflow/persistence';

/** Somebody has switched it on: earlier failures do not count against it any more. */
export const forgiveScenario: Statement = {
  name: 'forgive-scenario',
  text: `
    update executor.scenario_health
    set consecutive_errors = 0, break_failures = 0, break_failing_since = null, updated_at = now()
    where tenant_id = $1 and scenario_id = $2`,
};
