import type { QueryRunner } from 'typeorm';
import { checkIdentifier } from '../database/role-names.ts';
import { tenantTable, type TenantTableAccess } from './tenant-table.ts';

/**
 * How long what is retained is kept where a tenant shortened it: days by category, null where it did not. One row for the whole organisation
 * (`scenario_id` empty) and one for each scenario that differs; the shorter of both holds. Joined by every read and every removal, so each
 * service that retains something has its own.
 */
export async function lifetimeTable(
  queryRunner: QueryRunner,
  schema: string,
  access: TenantTableAccess,
): Promise<void> {
  checkIdentifier('schema', schema);
  await queryRunner.query(`
    create table ${schema}.lifetime (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      gateway_logs integer check (gateway_logs > 0),
      incomplete_runs integer check (incomplete_runs > 0),
      notifications integer check (notifications > 0),
      activity integer check (activity > 0),
      execution_details integer check (execution_details > 0),
      primary key (tenant_id, scenario_id)
    )`);
  await tenantTable(queryRunner, schema, 'lifetime', access);
}
