import type { Statement } from '@ebbflow/persistence';

export const findHookOfModule: Statement = {
  name: 'find-hook-of-module',
  text: `
    select hook_id as "hookId" from executor.scenario_hook
    where tenant_id = $1 and scenario_id = $2 and module_id = $3`,
};
