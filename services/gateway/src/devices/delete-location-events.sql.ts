import type { Statement } from '@ebbflow/persistence';

/** What the device ever sent of where it was, up to $3 events at once. */
export const deleteLocationEvents: Statement = {
  name: 'delete-location-events',
  text: `
    delete from gateway.device_event
     where (tenant_id, device_id, event_id) in (
       select tenant_id, device_id, event_id from gateway.device_event
        where tenant_id = $1 and device_id = $2 and kind = 'location' limit $3)
    returning delivery_ids as "deliveryIds"`,
};
