import type { Statement } from '@ebbflow/persistence';

/** Stores what the holder of fence $4 brought, unless he was overtaken or the connection changed. */
export const finishRenewal: Statement = {
  name: 'finish-renewal',
  text: `
    update vault.connection
       set secret_sealed = $5, key_version = $6, state = $7, renewal_until = null
     where tenant_id = $1 and id = $2 and revision = $3 and renewal_fence = $4
    returning id`,
};
