import type { Statement } from '@ebbflow/persistence';

/** Several scenarios of several tenants, each with its reason; only those that are active. Their hooks are queued to be closed. */
export const deactivateScenarios: Statement = {
  name: 'deactivate-scenarios',
  text: `
    with deactivated as (
      update executor.scenario
      set is_active = false, is_locked = scenario.is_locked or target.is_locked, deactivated_reason = target.reason,
        deactivated_at = now(), revision = revision + 1, updated_by = null, updated_at = now()
      from unnest($1::text[], $2::text[], $3::text[], $4::boolean[]) as target (tenant_id, id, reason, is_locked)
      where scenario.tenant_id = target.tenant_id and scenario.id = target.id and scenario.is_active
      returning scenario.tenant_id, scenario.id
    ), queued as (
      insert into executor.scenario_hook_sync (tenant_id, hook_id, scenario_id, module_id, due_at)
      select tenant_id, hook_id, scenario_id, module_id, now()
      from executor.scenario_hook
      where (tenant_id, scenario_id) in (select tenant_id, id from deactivated)
      on conflict (tenant_id, hook_id) do update
        set due_at = excluded.due_at, change_count = scenario_hook_sync.change_count + 1, attempts = 0
    )
    select tenant_id as "tenantId", id as "scenarioId" from deactivated`,
};
