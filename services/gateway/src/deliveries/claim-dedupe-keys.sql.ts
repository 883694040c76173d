import type { Statement } from '@ebbflow/persistence';

/**
 * Answers the deliveries that are the first with their key. One that is not waits here until the first is committed, or takes its
 * place if it was not. In order, so that two batches with the same keys do not wait for each other in a circle.
 */
export const claimDedupeKeys: Statement = {
  name: 'claim-dedupe-keys',
  text: `
    insert into gateway.dedupe_key (tenant_id, hook_id, key_mac, delivery_id, expires_at)
    select * from unnest($1::text[], $2::text[], $3::bytea[], $4::text[], $5::timestamptz[]) as new (tenant, hook, mac, delivery, expiry)
     order by tenant, hook, mac
    on conflict (tenant_id, hook_id, key_mac) do update
       set delivery_id = excluded.delivery_id, expires_at = excluded.expires_at
     where dedupe_key.expires_at <= $6
    returning delivery_id as id`,
};
