import type { Statement } from '@ebbflow/persistence';

export const insertLogStreamEntries: Statement = {
  name: 'insert-log-stream-entries',
  text: `
    insert into log_store.log_stream_entry (tenant_id, source, object_id, at)
    select * from unnest($1::text[], $2::text[], $3::text[], $4::timestamptz[])`,
};
