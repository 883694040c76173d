import type { Statement } from '../database/sql-client.ts';

export interface RoleEvidence {
  readonly role: string;
  readonly isSuperuser: boolean;
  readonly bypassesRowSecurity: boolean;
  readonly createsRoles: boolean;
  readonly foreignSchemas: string[];
}

/** $1 roles, $2 their schema */
export const roleEvidence: Statement = {
  name: 'role-evidence',
  text: `
    select r.rolname as role, r.rolsuper as "isSuperuser", r.rolbypassrls as "bypassesRowSecurity", r.rolcreaterole as "createsRoles",
           array(select n.nspname::text from pg_namespace n
                  where n.nspname <> $2 and n.nspname not in ('pg_catalog', 'information_schema', 'public') and n.nspname !~ '^pg_'
                    and has_schema_privilege(r.oid, n.oid, 'usage') order by 1) as "foreignSchemas"
      from pg_roles r where r.rolname = any($1) order by 1`,
};
