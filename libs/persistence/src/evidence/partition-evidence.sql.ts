import type { Statement } from '../database/sql-client.ts';

/** When the oldest partition of each partitioned table begins. $1 schema */
export const partitionEvidence: Statement = {
  name: 'partition-evidence',
  text: `
    select p.relname as table,
           min((regexp_match(pg_get_expr(c.relpartbound, c.oid), 'FROM \\(''([^'']+)''\\)'))[1]::timestamptz) as oldest
      from pg_class p left join pg_inherits i on i.inhparent = p.oid left join pg_class c on c.oid = i.inhrelid
     where p.relnamespace = (select oid from pg_namespace where nspname = $1) and p.relkind = 'p'
     group by 1 order by 1`,
};
