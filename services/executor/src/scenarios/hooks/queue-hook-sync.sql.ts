import type { Statement } from '@ebbflow/persistence';

/**
 * The gateway must be told about the hooks of a scenario, in the transaction that changes it. A row already there is counted up, so that
 * whoever is telling the gateway an older state right now notices. Due a little later: the caller tells the gateway itself first.
 */
export const queueHookSync: Statement = {
  name: 'queue-hook-sync',
  text: `
    insert into executor.scenario_hook_sync (tenant_id, hook_id, scenario_id, module_id, due_at)
    select tenant_id, hook_id, scenario_id, module_id, now() + interval '2 seconds'
    from executor.scenario_hook
    where tenant_id = $1 and scenario_id = $2
    on conflict (tenant_id, hook_id) do update
      set due_at = excluded.due_at, change_count = scenario_hook_sync.change_count + 1, attempts = 0`,
};
