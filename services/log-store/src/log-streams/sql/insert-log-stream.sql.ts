import type { Statement } from '@ebbflow/persistence';

/** From now on. No row: the tenant has $9 already. */
export const insertLogStream: Statement = {
  name: 'insert-log-stream',
  text: `
    insert into log_store.log_stream
      (tenant_id, id, name, sources, target, has_secret, include_payloads, is_paused, revision, created_at, due_at, position_xid)
    select $1, $2, $3, $4::text[], $5::jsonb, $6, $7, $8, 1, $10::timestamptz, $10::timestamptz, pg_current_xact_id()
    where (select count(*) from log_store.log_stream where tenant_id = $1) < $9::integer
    returning id`,
};
