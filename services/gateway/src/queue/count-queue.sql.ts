import type { Statement } from '@ebbflow/persistence';

export const countQueue: Statement = {
  name: 'count-queue',
  text: `
    select hook.queue_state as state, (hook.settings ->> 'queueLimit')::int as "queueLimit",
           count(held.delivery_id)::int as count, min(held.received_at) as "oldestReceivedAt"
      from gateway.hook left join gateway.held_delivery held on held.tenant_id = hook.tenant_id and held.hook_id = hook.id
     where hook.tenant_id = $1 and hook.id = $2
     group by hook.tenant_id, hook.id`,
};
