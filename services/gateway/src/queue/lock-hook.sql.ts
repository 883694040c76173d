import type { Statement } from '@ebbflow/persistence';

/** Whoever takes from a hook's queue, or joins it, does so one after another. */
export const lockHook: Statement = {
  name: 'lock-hook',
  text: `
    select mode, queue_state as "queueState" from gateway.hook where tenant_id = $1 and id = $2 for no key update`,
};
