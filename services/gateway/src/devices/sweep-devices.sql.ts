import type { Statement } from '@ebbflow/persistence';

/** Across tenants: pairings and commands past their time, and events nobody could send again or would have to find. */
export const sweepDevices: Statement = {
  name: 'sweep-devices',
  text: `
    with pairings as (delete from gateway.device_pairing where expires_at < $1),
         commands as (delete from gateway.device_command where expires_at < $1)
    delete from gateway.device_event where received_at < $2`,
};
