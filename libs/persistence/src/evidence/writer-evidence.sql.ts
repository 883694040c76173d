import type { Statement } from '../database/sql-client.ts';

/** Tables of which the role that may only insert could read a column. $1 schema, $2 the role */
export const writerEvidence: Statement = {
  name: 'writer-evidence',
  text: `
    select c.relname as name from pg_class c
     where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relkind in ('r', 'p')
       and has_any_column_privilege($2, c.oid, 'select') order by 1`,
};
