import type { Statement } from '@ebbflow/persistence';

/** Entries that no stream will read any more: all of their tenant have passed them, or they are older than $1. At most $2 at a time. */
export const deletePassedEntries: Statement = {
  name: 'delete-passed-entries',
  text: `
    delete from log_store.log_stream_entry where ctid in (
      select entry.ctid from log_store.log_stream_entry as entry
      where entry.at < $1::timestamptz or not exists (
        select from log_store.log_stream as stream
        where stream.tenant_id = entry.tenant_id and stream.stopped_at is null
          and (stream.position_xid, stream.position_sequence) < (entry.written_by, entry.sequence))
      limit $2)
    returning tenant_id`,
};
