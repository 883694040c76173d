import type { Statement } from '../database/sql-client.ts';

export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** Reads the first three bytes of a few values, as hexadecimal digits. */
  readonly look: string;
}

/** Every sealed column that the role asking may read, with the statement that looks at it. $1 schema */
export const sealedColumns: Statement = {
  name: 'sealed-columns',
  text: `
    select c.relname as table, a.attname as column,
           format('select encode(substring(%1$I from 1 for 3), ''hex'') as head from %2$I.%3$I where %1$I is not null limit 20',
                  a.attname, $1::text, c.relname) as look
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relkind in ('r', 'p') and not c.relispartition
       and a.attname ~ '_sealed$' and a.atttypid = 'bytea'::regtype and has_column_privilege(c.oid, a.attnum, 'select')
     order by 1, 2`,
};
