import type { Statement } from '@ebbflow/persistence';

/** Undefined when another replica is at it, or it was paused again meanwhile. */
export const lockReleasingHook: Statement = {
  name: 'lock-releasing-hook',
  text: `
    select token, kind from gateway.hook
     where tenant_id = $1 and id = $2 and queue_state = 'releasing' and enabled for no key update skip locked`,
};
