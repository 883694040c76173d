import type { Statement } from '../database/sql-client.ts';

/**
 * Tables with a tenant that do not force row-level security, or force it with no policy that names the tenant. A partition is guarded by
 * nobody being let near it but through its table. $1 schema
 */
export const guardEvidence: Statement = {
  name: 'guard-evidence',
  text: `
    select c.relname as name from pg_class c
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relnamespace = (select oid from pg_namespace where nspname = $1) and c.relkind in ('r', 'p')
       and case when c.relispartition then c.relacl is not null and exists (
                  select from aclexplode(c.relacl) acl where acl.grantee <> c.relowner)
                else not (c.relrowsecurity and c.relforcerowsecurity) or not exists (
                  select from pg_policy p where p.polrelid = c.oid) end
     order by 1`,
};
