import type { Statement } from '@ebbflow/persistence';

/**
 * Takes the oldest held deliveries of a hook out of its queue: $3 at most, $4 bytes at most, but one however large. The caller has
 * locked the hook's row. Ids sort by time, so the primary key gives the order; a length is read without the bytes.
 */
export const takeHeld: Statement = {
  name: 'take-held',
  text: `
    with oldest as (
      select held.delivery_id, row_number() over later as place, sum(coalesce(octet_length(delivery.request_sealed), 0)) over later as bytes
        from (select tenant_id, delivery_id, received_at from gateway.held_delivery
               where tenant_id = $1 and hook_id = $2 order by delivery_id limit $3) as held
        join gateway.delivery on delivery.tenant_id = held.tenant_id and delivery.id = held.delivery_id
                             and delivery.received_at = held.received_at
      window later as (order by held.delivery_id)
    )
    delete from gateway.held_delivery
     where tenant_id = $1 and hook_id = $2
       and delivery_id in (select delivery_id from oldest where place = 1 or bytes <= $4)
    returning delivery_id as id`,
};
