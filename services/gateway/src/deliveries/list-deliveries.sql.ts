import type { Statement } from '@ebbflow/persistence';
import { deliveriesKeptSince } from '../lifetimes/deliveries-kept-since.ts';

/** How many of the organisation's deliveries one page looks at. */
export const LOOKED_AT = 10_000;

/**
 * Of the organisation's next 10 000 deliveries before $3 those of the hook that are kept, newest first, $4 at most ($5 now, $6 the longest lifetime
 * in days, $7 what that makes).
 */
export const listDeliveries: Statement = {
  name: 'list-deliveries',
  text: `
    select looked.id, looked.received_at as "receivedAt", looked.bytes as "sealedBytes", claim.run_id as "runId",
           case when looked.erased_at is not null then 'erased' when held.delivery_id is not null then 'held'
                when claim.run_id is not null then 'claimed' else 'dispatched' end as state
      from (select tenant_id, id, hook_id, scenario_id, received_at, erased_at, octet_length(request_sealed) as bytes
              from gateway.delivery where tenant_id = $1 and id < $3 and received_at > $7
             order by id desc limit ${String(LOOKED_AT)}) as looked
      left join gateway.held_delivery held on held.tenant_id = $1 and held.hook_id = $2 and held.delivery_id = looked.id
      left join lateral (
        select run_id from gateway.hook_claim where tenant_id = $1 and delivery_ids @> array[looked.id] limit 1
      ) as claim on true
     where looked.hook_id = $2 and looked.received_at > ${deliveriesKeptSince('$5', '$6', 'looked')}
     order by looked.id desc limit $4`,
};
