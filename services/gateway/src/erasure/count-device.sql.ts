import type { Statement } from '@ebbflow/persistence';

export const countDevice: Statement = {
  name: 'count-device',
  text: `
    select (select count(*)::int from gateway.device where tenant_id = $1 and id = $2) as devices,
      (select count(*)::int from gateway.device_event where tenant_id = $1 and device_id = $2) as events,
      (select count(*)::int from gateway.device_command where tenant_id = $1 and device_id = $2) as commands`,
};
