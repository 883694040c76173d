import type { Statement } from '@ebbflow/persistence';

/** Those that are new. Of two batches with one event the second waits for the first to commit, and then finds it there. */
export const claimDeviceEvents: Statement = {
  name: 'claim-device-events',
  text: `
    insert into gateway.device_event (tenant_id, device_id, event_id, kind, received_at, delivery_ids)
    select $1, $2, event_id, kind, $3, string_to_array(delivery_ids, ',')
      from unnest($4::text[], $5::text[], $6::text[]) as new (event_id, kind, delivery_ids)
    on conflict (tenant_id, device_id, event_id) do nothing
    returning event_id as "eventId"`,
};
