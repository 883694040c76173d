import type { Statement } from '@ebbflow/persistence';

/** Idempotency keys older than $1 milliseconds; at most $2 of them. */
export const deleteOldCalls: Statement = {
  name: 'delete-old-calls',
  text: `
    delete from executor.run_call where (tenant_id, key_digest) in
      (select tenant_id, key_digest from executor.run_call
       where created_at <= now() - $1::float8 * interval '1 millisecond' order by created_at limit $2 for update skip locked)
    returning run_id`,
};
