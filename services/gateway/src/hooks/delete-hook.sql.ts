import type { Statement } from '@ebbflow/persistence';

export const deleteHook: Statement = {
  name: 'delete-hook',
  text: `
    with claims as (delete from gateway.hook_claim where tenant_id = $1 and hook_id = $2),
         keys as (delete from gateway.dedupe_key where tenant_id = $1 and hook_id = $2)
    delete from gateway.hook where tenant_id = $1 and id = $2 returning token`,
};
