import type { Statement } from '@ebbflow/persistence';

/**
 * The next entries behind a position, in the order of transactions. Those of a transaction that began after one which is still open are left
 * for later: should the older one commit, its entries would lie behind a position that has passed them. By the columns and not by their
 * names alone, which mean the texts that are answered, and text puts 10 before 9.
 */
export const readLogStreamEntries: Statement = {
  name: 'read-log-stream-entries',
  text: `
    select entry.written_by::text as "writtenBy", entry.sequence::text as "sequence", source, object_id as "objectId", at
      from log_store.log_stream_entry as entry
    where tenant_id = $1 and (written_by, sequence) > ($2::xid8, $3::bigint) and source = any($4::text[])
      and written_by < pg_snapshot_xmin(pg_current_snapshot())
    order by entry.written_by, entry.sequence limit $5`,
};
