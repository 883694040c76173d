import type { QueryRunner } from 'typeorm';
import { checkIdentifier, roleNames } from '../database/role-names.ts';
import { erasureFunctionsSql } from './erasure-functions.sql.ts';

/**
 * The way by which a whole organisation, or a person's traces, leave a schema. Installs functions that run as the owner of the tables
 * and lets the owner touch the rows of one named organisation at a time, in every table of the schema with a `tenant_id`, those of today and
 * (by `tenantTable`) those to come. Rejected: granting `delete` to the worker role table by table. It would open every append-only table to all
 * of that role's code, and a table somebody forgets would be found by nobody.
 */
export async function erasureFunctions(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  const { owner, worker } = roleNames(schema);
  await queryRunner.query(erasureFunctionsSql(schema));
  await queryRunner.query(`
    revoke all on function ${schema}.erasure_tables() from public;
    revoke all on function ${schema}.erasure_tenants() from public;
    revoke all on function ${schema}.erasure_ids(text, text) from public;
    grant execute on function ${schema}.erasure_tenants() to ${worker};
    grant execute on function ${schema}.erasure_ids(text, text) to ${worker};
    revoke all on function ${schema}.count_tenant_rows(text, text) from public;
    revoke all on function ${schema}.erase_tenant_rows(text, text, timestamptz, timestamptz) from public;
    revoke all on function ${schema}.erase_person_rows(text, text, text, text, text) from public;
    revoke all on function ${schema}.erase_dead_letters(text) from public;
    grant execute on function ${schema}.erasure_tables() to ${worker};
    grant execute on function ${schema}.count_tenant_rows(text, text) to ${worker};
    grant execute on function ${schema}.erase_tenant_rows(text, text, timestamptz, timestamptz) to ${worker};
    grant execute on function ${schema}.erase_person_rows(text, text, text, text, text) to ${worker};
    grant execute on function ${schema}.erase_dead_letters(text) to ${worker};
  `);
  const tables = (await queryRunner.query(
    `select c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = $1 and c.relkind in ('r', 'p') and not c.relispartition and c.relrowsecurity
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped)`,
    [schema],
  )) as { name: string }[];
  for (const { name } of tables) await letOwnerErase(queryRunner, `${schema}.${name}`, owner);
}

/** Forced row-level security binds the owner too: this policy is all it may touch, and only inside the functions, which name the organisation. */
export async function letOwnerErase(queryRunner: QueryRunner, table: string, owner: string): Promise<void> {
  await queryRunner.query(`
    drop policy if exists erased_rows on ${table};
    create policy erased_rows on ${table} for all to ${owner}
      using (tenant_id = nullif(current_setting('app.erased_tenant', true), '') or current_setting('app.erased_tenant', true) = '*');
  `);
}
