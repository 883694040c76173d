import type { Statement } from '@ebbflow/persistence';

/** Across tenants, by the worker role: whoever knocks has no tenant before its hook is found. */
export const findHookByToken: Statement = {
  name: 'find-hook-by-token',
  text: `
    select tenant_id as "tenantId", id, scenario_id as "scenarioId", enabled, responds, options
      from gateway.hook
     where token = $1`,
};
