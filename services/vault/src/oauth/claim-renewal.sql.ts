import type { Statement } from '@ebbflow/persistence';

/**
 * By the database's clock, which all replicas share. No row: somebody else renews, or the connection is not what it was ($3). The row
 * is locked for this statement alone and never while a provider is asked.
 */
export const claimRenewal: Statement = {
  name: 'claim-renewal',
  text: `
    update vault.connection
       set renewal_fence = renewal_fence + 1, renewal_until = clock_timestamp() + $4::integer * interval '1 millisecond'
     where tenant_id = $1 and id = $2 and revision = $3 and state = 'ready'
       and (renewal_until is null or renewal_until < clock_timestamp())
    returning renewal_fence as fence`,
};
