import type { Statement } from '@ebbflow/persistence';

/**
 * After a restore from a dump into another cluster, rows and cursor carry transaction numbers which this cluster has
 * not reached yet: old rows would never count as settled, and new ones lie behind the cursor for good. Such numbers are
 * told by being at or above the next one to be given out. What was published goes to the front (0), what was not comes
 * right after it (1), before anything inserted here; order among those is then by id. Rows with a number this cluster knows, beside a
 * cursor it does not: an id up to the cursor's is an old, published one; above it, one inserted here since (ids go on after
 * a restore), or at worst an old one that is published again. Touches nothing in a cluster of its own.
 */
export function outboxAdoptRows(schema: string): Statement {
  return {
    name: 'outbox-adopt-rows',
    text: `
      update ${schema}.outbox
      set xid = case
        when outbox.xid < pg_snapshot_xmax(pg_current_snapshot()) then '0'::xid8
        when (outbox.xid, outbox.id) <= (cursor.xid, cursor.id) then '0'::xid8
        else '1'::xid8
      end
      from ${schema}.outbox_cursor as cursor
      where outbox.xid >= pg_snapshot_xmax(pg_current_snapshot())
         or (cursor.xid >= pg_snapshot_xmax(pg_current_snapshot()) and outbox.xid > '0' and outbox.id <= cursor.id)`,
  };
}

/** Everything numbered 0 is behind this cursor, everything else before it. Must follow outboxAdoptRows in its transaction. */
export function outboxAdoptCursor(schema: string): Statement {
  return {
    name: 'outbox-adopt-cursor',
    text: `
      update ${schema}.outbox_cursor set xid = '0', id = 9223372036854775807
      where xid >= pg_snapshot_xmax(pg_current_snapshot())`,
  };
}
