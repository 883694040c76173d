import type { Statement } from '../database/sql-client.ts';

/** $1 schema, $2 tables */
export const columnEvidence: Statement = {
  name: 'column-evidence',
  text: `
    select c.relname as table, array_agg(a.attname::text order by a.attnum) as columns
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
     where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relname = any($2)
     group by 1 order by 1`,
};
