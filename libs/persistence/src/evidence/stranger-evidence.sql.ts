import type { Statement } from '../database/sql-client.ts';

/** Whoever was granted something on a table or a column, and is none of the schema's own roles. Partitions are tables too. $1 schema, $2 roles */
export const strangerEvidence: Statement = {
  name: 'stranger-evidence',
  text: `
    with granted as (
      select c.relname, acl.grantee from pg_class c, aclexplode(c.relacl) acl
       where c.relnamespace = (select oid from pg_namespace where nspname = $1) and acl.grantee <> c.relowner
      union
      select c.relname, acl.grantee from pg_class c join pg_attribute a on a.attrelid = c.oid, aclexplode(a.attacl) acl
       where c.relnamespace = (select oid from pg_namespace where nspname = $1) and acl.grantee <> c.relowner
    )
    select distinct coalesce(r.rolname, 'public') || ': ' || g.relname as stranger
      from granted g left join pg_roles r on r.oid = g.grantee
     where r.rolname is null or r.rolname <> all($2) order by 1`,
};
