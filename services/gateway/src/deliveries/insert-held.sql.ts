import type { Statement } from '@ebbflow/persistence';

export const insertHeld: Statement = {
  name: 'insert-held',
  text: `
    insert into gateway.held_delivery (tenant_id, hook_id, delivery_id, received_at)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])`,
};
