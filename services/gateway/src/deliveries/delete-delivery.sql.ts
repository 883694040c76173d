import type { Statement } from '@ebbflow/persistence';

/** Out of the queue too, if it is still in it. */
export const deleteDelivery: Statement = {
  name: 'delete-delivery',
  text: `
    with held as (delete from gateway.held_delivery where tenant_id = $1 and hook_id = $2 and delivery_id = $3)
    delete from gateway.delivery where tenant_id = $1 and hook_id = $2 and id = $3`,
};
