import type { Statement } from '@ebbflow/persistence';

/** Those of $3 that are still held, and what they brought; one that was taken meanwhile stays. */
export const deleteHeld: Statement = {
  name: 'delete-held',
  text: `
    with gone as (
      delete from gateway.held_delivery where tenant_id = $1 and hook_id = $2 and delivery_id = any ($3) returning delivery_id
    )
    delete from gateway.delivery where tenant_id = $1 and id in (select delivery_id from gone) returning id`,
};
