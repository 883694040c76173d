import type { Statement } from '@ebbflow/persistence';

/** As the gateway said it last; most often it is the same. */
export const saveHookAddress: Statement = {
  name: 'save-hook-address',
  text: `
    update executor.scenario_hook set url = $3
    where tenant_id = $1 and hook_id = $2 and url <> $3`,
};
