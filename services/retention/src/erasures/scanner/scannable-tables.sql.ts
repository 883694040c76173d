/** Every table of every schema that is not Postgres' own, with the columns that can hold text or bytes. Asked of the catalogue, not of any list of ours. */
export const scannableTables = `
  select n.nspname as schema, c.relname as "table",
    array_agg(a.attname::text order by a.attnum) filter (where a.atttypid <> 'bytea'::regtype) as texts,
    array_agg(a.attname::text order by a.attnum) filter (where a.atttypid = 'bytea'::regtype) as bytes
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    and a.atttypid in ('text'::regtype, 'varchar'::regtype, 'json'::regtype, 'jsonb'::regtype, 'bytea'::regtype, 'text[]'::regtype, 'bpchar'::regtype, 'name'::regtype)
  where c.relkind in ('r', 'p') and not c.relispartition and n.nspname not like 'pg\\_%' and n.nspname <> 'information_schema'
  group by 1, 2 order by 1, 2`;

export interface ScannableTable {
  readonly schema: string;
  readonly table: string;
  readonly texts: string[] | null;
  readonly bytes: string[] | null;
}
