import type { Statement } from '@ebbflow/persistence';

/** One round trip for a batch, by the writer role: it may insert rows of many tenants at once and read none. */
export const insertDeliveries: Statement = {
  name: 'insert-deliveries',
  text: `
    insert into gateway.delivery
      (tenant_id, id, hook_id, scenario_id, received_at, key_version, request_sealed, request_blob)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::int[], $7::bytea[], $8::text[])`,
};
