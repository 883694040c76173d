import type { Statement } from '@ebbflow/persistence';

export interface OutboxRow {
  readonly xid: string;
  readonly id: string;
  readonly topic: string;
  readonly key: string;
  readonly attributes: string;
  readonly data: Buffer;
  /** False while a transaction that began earlier is still open: it may yet commit rows that come before this one. */
  readonly is_settled: boolean;
}

/**
 * The next rows after the cursor, in commit-safe order: only rows below the oldest transaction still running are final.
 * Rows that are not settled yet are returned too, marked, so that the relay knows to look again soon. The running total
 * ($4 bytes) cuts the batch before any payload is fetched; the first row always comes. The outer order names the table: a
 * bare `id` would mean the output column, which is text and sorts 10 before 9.
 */
export function outboxRead(schema: string): Statement {
  return {
    name: 'outbox-read',
    text: `
      select xid::text, id::text, topic, key, attributes, data,
             xid < pg_snapshot_xmin(pg_current_snapshot()) as is_settled
      from (
        select *, sum(octet_length(data)) over (order by xid, id) - octet_length(data) as bytes_before
        from (
          select xid, id, topic, key, attributes, data
          from ${schema}.outbox
          where (xid, id) > ($1::xid8, $2::bigint)
          order by xid, id
          limit $3
        ) as next
      ) as measured
      where bytes_before < $4
      order by measured.xid, measured.id`,
  };
}
