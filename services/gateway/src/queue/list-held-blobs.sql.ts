import type { Statement } from '@ebbflow/persistence';

/** The oldest $3 held deliveries of a hook, with their blobs. */
export const listHeldBlobs: Statement = {
  name: 'list-held-blobs',
  text: `
    select held.delivery_id as id, delivery.request_blob as blob
      from (select tenant_id, delivery_id, received_at from gateway.held_delivery
             where tenant_id = $1 and hook_id = $2 order by delivery_id limit $3) as held
      left join gateway.delivery on delivery.tenant_id = held.tenant_id and delivery.id = held.delivery_id
                                and delivery.received_at = held.received_at`,
};
