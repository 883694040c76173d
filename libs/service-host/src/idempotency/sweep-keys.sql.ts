import type { Statement } from '@ebbflow/persistence';

/** A thousand keys whose day is over, oldest first. Value: the oldest instant that is kept. */
export const sweepKeys = (schema: string): Statement => ({
  name: `sweep-idempotency-keys-${schema}`,
  text: `
    delete from ${schema}.idempotency
    where (tenant_id, key_digest) in (
      select tenant_id, key_digest from ${schema}.idempotency
      where created_at < $1 order by created_at limit 1000
    )
    returning true as is_gone`,
});
