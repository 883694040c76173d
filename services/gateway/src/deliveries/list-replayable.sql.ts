import type { Statement } from '@ebbflow/persistence';
import { deliveriesKeptSince } from '../lifetimes/deliveries-kept-since.ts';

/**
 * Deliveries of a hook that are kept ($8 now, $9 the longest lifetime in days, $10 what that makes), received
 * from $3 to before $4, after $5, oldest first: $6 at most and $7 bytes at most, but one however large.
 */
export const listReplayable: Statement = {
  name: 'list-replayable',
  text: `
    select id from (
      select id, row_number() over later as place, sum(coalesce(octet_length(request_sealed), 0)) over later as bytes
        from (select * from gateway.delivery
               where tenant_id = $1 and hook_id = $2 and received_at >= $3 and received_at < $4 and id > $5
                 and erased_at is null and received_at > $10 and received_at > ${deliveriesKeptSince('$8', '$9')}
                 and not exists (select from gateway.held_delivery held
                                  where held.tenant_id = $1 and held.hook_id = $2 and held.delivery_id = delivery.id)
               order by id limit $6) as page
      window later as (order by id)
    ) as sized
     where place = 1 or bytes <= $7 order by id`,
};
