import type { Statement } from '@ebbflow/persistence';

/** One, or all of the hook where $3 is null. */
export const deleteHookSecrets: Statement = {
  name: 'delete-hook-secrets',
  text: `
    delete from vault.hook_secret where tenant_id = $1 and hook_id = $2 and ($3::text is null or id = $3)
    returning id`,
};
