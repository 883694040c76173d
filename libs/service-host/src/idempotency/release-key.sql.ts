import type { Statement } from '@ebbflow/persistence';

/** The request was refused or failed, so nothing was done: the next one with this key is the first. Values: tenant, key digest, locked until. */
export const releaseKey = (schema: string): Statement => ({
  name: `release-idempotency-key-${schema}`,
  text: `
    delete from ${schema}.idempotency
    where tenant_id = $1 and key_digest = $2 and locked_until = $3 and finished_at is null`,
});
