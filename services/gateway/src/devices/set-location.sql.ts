import type { Statement } from '@ebbflow/persistence';

/** Waits for batches of the device that are under way. */
export const setLocation: Statement = {
  name: 'set-location',
  text: `
    update gateway.device set is_location_on = $3 where tenant_id = $1 and id = $2 returning id`,
};
