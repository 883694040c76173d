import type { QueryRunner } from 'typeorm';
import { DefectError } from '@ebbflow/kernel';
import { checkIdentifier, roleNames } from '../database/role-names.ts';
import { letOwnerErase } from './erasure-functions.ts';

const PRIVILEGES = new Set(['select', 'insert', 'update', 'delete']);

export interface TenantTableAccess {
  /** For one tenant at a time, by row-level security. Comma-separated: `select, insert, update, delete`. */
  readonly app?: string;
  /** Rows of any tenant; only `insert` is allowed. */
  readonly writer?: 'insert';
  /** Rows of all tenants: queue tables only, and each use is a decision about isolation. */
  readonly worker?: string;
}

/**
 * Makes an existing table with a `tenant_id` column a tenant's table: row-level security enabled and *forced* (the
 * owner is bound too), one policy per role, and just the grants named. A role that is left out gets nothing. Rows of an organisation
 * that is erased go by way of `erasureFunctions`.
 */
export async function tenantTable(
  queryRunner: QueryRunner,
  schema: string,
  table: string,
  access: TenantTableAccess,
): Promise<void> {
  const roles = roleNames(schema);
  const name = `${schema}.${checkIdentifier('table', table)}`;
  await queryRunner.query(
    `alter table ${name} enable row level security; alter table ${name} force row level security`,
  );
  await letOwnerErase(queryRunner, name, roles.owner);
  if (access.app !== undefined) {
    // After a commit the setting is '' and not null, hence nullif: without a tenant nothing matches.
    const mine = `tenant_id = nullif(current_setting('app.tenant', true), '')`;
    await queryRunner.query(`
      grant ${privileges(access.app)} on ${name} to ${roles.app};
      create policy tenant_rows on ${name} for all to ${roles.app} using (${mine}) with check (${mine});
    `);
  }
  if (access.writer !== undefined) {
    await queryRunner.query(`
      grant insert on ${name} to ${roles.writer};
      create policy writer_rows on ${name} for insert to ${roles.writer} with check (true);
    `);
  }
  if (access.worker !== undefined) {
    await queryRunner.query(`
      grant ${privileges(access.worker)} on ${name} to ${roles.worker};
      create policy worker_rows on ${name} for all to ${roles.worker} using (true) with check (true);
    `);
  }
}

function privileges(list: string): string {
  const named = list.split(',').map((item) => item.trim());
  for (const privilege of named) {
    if (!PRIVILEGES.has(privilege)) {
      throw new DefectError('PERSISTENCE.BAD_PRIVILEGE', 'A grant may name select, insert, update and delete only.');
    }
  }
  return named.join(', ');
}
