import type { Statement } from '@ebbflow/persistence';

/** Unless the hook has $7 already. */
export const insertHookSecret: Statement = {
  name: 'insert-hook-secret',
  text: `
    insert into vault.hook_secret (tenant_id, id, hook_id, secret_sealed, key_version, created_at)
    select $1, $2, $3, $4, $5::int, $6::timestamptz
     where (select count(*) from vault.hook_secret where tenant_id = $1 and hook_id = $3) < $7
    returning id`,
};
