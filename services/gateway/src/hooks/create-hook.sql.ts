import type { Statement } from '@ebbflow/persistence';

/** A repeated call finds the hook of the first one, with its address, kind and state, and only brings the options up to date. */
export const createHook: Statement = {
  name: 'create-hook',
  text: `
    insert into gateway.hook (tenant_id, id, scenario_id, module_id, token, kind, options, created_at, updated_at, disabled_at)
    values ($1, $2, $3, $4, $5, $6, $7, $8, $8, $8)
    on conflict (tenant_id, scenario_id, module_id) do update set options = excluded.options, updated_at = excluded.updated_at
    returning id, module_id as "moduleId", token, kind, enabled`,
};
