import type { Statement } from '@ebbflow/persistence';

/** Newest first; what they are is not read. */
export const listHookSecrets: Statement = {
  name: 'list-hook-secrets',
  text: `
    select id, created_at as "createdAt" from vault.hook_secret where tenant_id = $1 and hook_id = $2 order by id desc`,
};
