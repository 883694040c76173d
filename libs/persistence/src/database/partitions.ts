import { checkIdentifier } from './role-names.ts';
import type { SqlClient } from './sql-client.ts';

/** Where a partition begins (included) and ends (excluded). */
export interface Partition {
  readonly from: Date;
  readonly to: Date;
}

export interface PartitionedTable {
  readonly schema: string;
  readonly table: string;
}

type Queries = Pick<SqlClient, 'query'>;

/** Creates the partition unless one starts at `from`, a whole minute. True when it was created now. */
export async function ensurePartition(
  sql: Queries,
  { schema, table }: PartitionedTable,
  { from, to }: Partition,
): Promise<boolean> {
  const statement = {
    name: 'ensure-partition',
    text: `select ${checkIdentifier('schema', schema)}.ensure_partition($1, $2, $3) as created`,
  };
  const rows = await sql.query<{ created: boolean }>(statement, [table, from.toISOString(), to.toISOString()]);
  return rows[0]?.created === true;
}

/** Drops the partition that starts at `from`, with all its rows, at once. False when there is none. */
export async function dropPartition(sql: Queries, { schema, table }: PartitionedTable, from: Date): Promise<boolean> {
  const statement = {
    name: 'drop-partition',
    text: `select ${checkIdentifier('schema', schema)}.drop_partition($1, $2) as dropped`,
  };
  const rows = await sql.query<{ dropped: boolean }>(statement, [table, from.toISOString()]);
  return rows[0]?.dropped === true;
}

/** The partitions of a table, oldest first. */
export async function listPartitions(sql: Queries, { schema, table }: PartitionedTable): Promise<Partition[]> {
  const statement = {
    name: 'list-partitions',
    text: `
      select (regexp_match(bound, 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz as "from",
             (regexp_match(bound, 'TO \\(''([^'']+)''\\)'))[1]::timestamptz as "to"
      from (
        select pg_get_expr(c.relpartbound, c.oid) as bound
        from pg_inherits i join pg_class c on c.oid = i.inhrelid join pg_class p on p.oid = i.inhparent
        where p.relname = $2 and p.relnamespace = (select oid from pg_namespace where nspname = $1)
      ) as partition
      order by 1`,
  };
  return sql.query<Partition>(statement, [schema, table]);
}
