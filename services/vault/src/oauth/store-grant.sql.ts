import type { Statement } from '@ebbflow/persistence';

/** Also ends a renewal under way: what that brings belongs to the consent before this one. */
export const storeGrant: Statement = {
  name: 'store-grant',
  text: `
    update vault.connection
       set secret_sealed = $4, key_version = $5, state = 'ready', renewal_fence = renewal_fence + 1, renewal_until = null
     where tenant_id = $1 and id = $2 and revision = $3
    returning id`,
};
