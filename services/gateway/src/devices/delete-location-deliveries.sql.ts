import type { Statement } from '@ebbflow/persistence';

/** Rows, with the blobs to delete; and whatever still waited in a queue. */
export const deleteLocationDeliveries: Statement = {
  name: 'delete-location-deliveries',
  text: `
    with gone as (
      delete from gateway.delivery where tenant_id = $1 and id = any($2::text[])
      returning id, scenario_id, request_blob
    ), unqueued as (
      delete from gateway.held_delivery where tenant_id = $1 and delivery_id = any($2::text[])
    )
    select id, scenario_id as "scenarioId", request_blob as blob from gone`,
};
