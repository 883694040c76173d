import type { Statement } from '@ebbflow/persistence';

/** Its events and commands go with it. */
export const deleteDevice: Statement = {
  name: 'delete-device',
  text: `
    delete from gateway.device where tenant_id = $1 and id = $2 returning id`,
};
