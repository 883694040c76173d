import type { Statement } from '@ebbflow/persistence';

/** What waits to be claimed, by hook; nothing of a hook that is paused, off or not scheduled. */
export const countHeld: Statement = {
  name: 'count-held',
  text: `
    select hook.id as "hookId", count(held.delivery_id)::int as count
      from gateway.hook
      left join gateway.held_delivery held on held.tenant_id = hook.tenant_id and held.hook_id = hook.id
       and hook.queue_state <> 'paused' and hook.mode = 'scheduled'
     where hook.tenant_id = $1 and hook.id = any ($2)
     group by hook.id`,
};
