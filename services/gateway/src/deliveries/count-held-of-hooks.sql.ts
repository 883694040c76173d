import type { Statement } from '@ebbflow/persistence';

/** A statement of its own after the lock: in the locking one the count would be as old as the wait for the lock was long. */
export const countHeldOfHooks: Statement = {
  name: 'count-held-of-hooks',
  text: `
    select hook_id as id, count(*)::int as count from gateway.held_delivery
     where (tenant_id, hook_id) in (select * from unnest($1::text[], $2::text[]))
     group by hook_id`,
};
