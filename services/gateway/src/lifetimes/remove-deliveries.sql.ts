import type { Statement } from '@ebbflow/persistence';

/** As worker, out of the queue too. $1 tenants, $2 deliveries, $3 when each was received */
export const removeDeliveries: Statement = {
  name: 'remove-deliveries',
  text: `
    with gone as (select * from unnest($1::text[], $2::text[], $3::timestamptz[]) as t(tenant_id, id, received_at)),
    held as (
      delete from gateway.held_delivery as held using gone
       where held.tenant_id = gone.tenant_id and held.delivery_id = gone.id
    )
    delete from gateway.delivery as delivery using gone
     where delivery.tenant_id = gone.tenant_id and delivery.id = gone.id and delivery.received_at = gone.received_at`,
};
