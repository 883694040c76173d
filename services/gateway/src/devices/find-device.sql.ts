import type { Statement } from '@ebbflow/persistence';

/** One device of the tenant, with the key its commands are sealed to. */
export const findDevice: Statement = {
  name: 'find-device',
  text: `
    select tenant_id as "tenantId", id, public_key as "publicKey"
      from gateway.device where tenant_id = $1 and id = $2`,
};
