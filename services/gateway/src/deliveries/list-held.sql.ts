import type { Statement } from '@ebbflow/persistence';
import { deliveriesKeptSince } from '../lifetimes/deliveries-kept-since.ts';

/** The queue of a hook after $3 as far as it is kept, oldest first ($5 now, $6 the longest lifetime in days, $7 what that makes). */
export const listHeld: Statement = {
  name: 'list-held',
  text: `
    select held.delivery_id as id, held.received_at as "receivedAt", octet_length(delivery.request_sealed) as "sealedBytes",
           null as "runId", 'held' as state
      from (select * from gateway.held_delivery where tenant_id = $1 and hook_id = $2 and delivery_id > $3
             order by delivery_id limit $4) as held
      join gateway.delivery on delivery.tenant_id = held.tenant_id and delivery.id = held.delivery_id
                           and delivery.received_at = held.received_at
     where held.received_at > $7 and delivery.received_at > ${deliveriesKeptSince('$5', '$6')}
     order by held.delivery_id`,
};
