import type { Statement } from '@ebbflow/persistence';

/** Nothing came of it; the next may try. */
export const releaseRenewal: Statement = {
  name: 'release-renewal',
  text: `
    update vault.connection set renewal_until = null
     where tenant_id = $1 and id = $2 and renewal_fence = $3`,
};
