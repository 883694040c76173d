import type { Statement } from '@ebbflow/persistence';
import { dueRows } from '@ebbflow/service-host';

/** Deliveries whose shortened lifetime is over, as worker, out of the queue too. Answers their blobs, to be deleted as well. */
export const removeDeliveries: Statement = {
  name: 'remove-deliveries',
  text: `
    with due as (${dueRows({
      schema: 'gateway',
      table: 'delivery',
      category: 'gateway-logs',
      at: 'received_at',
      columns: ['tenant_id', 'id', 'received_at', 'hook_id'],
    })}),
    held as (
      delete from gateway.held_delivery as held using due
       where held.tenant_id = due.tenant_id and held.hook_id = due.hook_id and held.delivery_id = due.id
    )
    delete from gateway.delivery as delivery using due
     where delivery.tenant_id = due.tenant_id and delivery.id = due.id and delivery.received_at = due.received_at
    returning delivery.tenant_id as "tenantId", delivery.request_blob as blob`,
};
