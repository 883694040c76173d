import type { Statement } from '@ebbflow/persistence';

export const sweepDedupeKeys: Statement = {
  name: 'sweep-dedupe-keys',
  text: `
    delete from gateway.dedupe_key
     where (tenant_id, hook_id, key_mac) in (
       select tenant_id, hook_id, key_mac from gateway.dedupe_key where expires_at <= $1 order by expires_at limit 5000
       for update skip locked
     )
    returning 1`,
};
