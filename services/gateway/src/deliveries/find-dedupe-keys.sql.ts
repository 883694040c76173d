import type { Statement } from '@ebbflow/persistence';

export const findDedupeKeys: Statement = {
  name: 'find-dedupe-keys',
  text: `
    select hook_id as "hookId", key_mac as mac, delivery_id as "deliveryId" from gateway.dedupe_key
     where (tenant_id, hook_id, key_mac) in (select * from unnest($1::text[], $2::text[], $3::bytea[]))`,
};
