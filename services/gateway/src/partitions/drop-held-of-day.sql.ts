import type { Statement } from '@ebbflow/persistence';

/** What is still held of a day that is dropped, and claims of that time: the deliveries they name are gone with it. */
export const dropHeldOfDay: Statement = {
  name: 'drop-held-of-day',
  text: `
    with held as (delete from gateway.held_delivery where received_at >= $1 and received_at < $2)
    delete from gateway.hook_claim where claimed_at < $2`,
};
