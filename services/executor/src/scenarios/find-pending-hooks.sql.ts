import type { Statement } from '@ebbflow/persistence';

/** Which of these scenarios have a hook whose state the gateway has not been told yet. */
export const findPendingHooks: Statement = {
  name: 'find-pending-hooks',
  text: `
    select distinct scenario_id as "scenarioId"
    from executor.scenario_hook_sync
    where tenant_id = $1 and scenario_id = any($2::text[])`,
};
