import type { Statement } from '@ebbflow/persistence';

export interface ClaimedHookSync {
  readonly tenantId: string;
  readonly hookId: string;
  readonly scenarioId: string;
  readonly moduleId: number;
  readonly changeCount: number;
  readonly attempts: number;
}

/** Hooks the gateway must be told about, for one process for half a minute: those that are due, or those of one scenario ($1, $2). */
export const claimHookSync: Statement = {
  name: 'claim-hook-sync',
  text: `
    update executor.scenario_hook_sync as sync
    set leased_until = now() + interval '30 seconds', attempts = sync.attempts + 1
    from (
      select tenant_id, hook_id
      from executor.scenario_hook_sync
      where (leased_until is null or leased_until < now())
        and case when $1::text is null then due_at <= now() else tenant_id = $1 and scenario_id = $2 end
      order by due_at
      limit 20
      for update skip locked
    ) as due
    where sync.tenant_id = due.tenant_id and sync.hook_id = due.hook_id
    returning sync.tenant_id as "tenantId", sync.hook_id as "hookId", sync.scenario_id as "scenarioId",
      sync.module_id as "moduleId", sync.change_count as "changeCount", sync.attempts`,
};
