import type { Statement } from '@ebbflow/persistence';

/** Shared with other batches of the device, and exclusive to turning location off: a location is stored before that, and then found and deleted by it, or it is refused. */
export const lockDevice: Statement = {
  name: 'lock-device',
  text: `
    select is_location_on as "isLocationOn" from gateway.device where tenant_id = $1 and id = $2 for share`,
};
