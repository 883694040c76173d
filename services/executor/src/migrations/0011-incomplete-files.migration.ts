import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that incomplete executions name: theirs from the end of the run that stored them. No foreign key: the day of an incomplete
 * execution is dropped whole, and its files are found by what is missing.
 */
export class IncompleteFiles1767225600011 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      create table executor.incomplete_file (
        tenant_id text collate "C" not null,
        incomplete_id text collate "C" not null,
        blob_id text collate "C" not null,
        incomplete_created_at timestamptz not null,
        primary key (tenant_id, incomplete_id, blob_id)
      );
      create index incomplete_file_blob on executor.incomplete_file (tenant_id, blob_id)`);
    await tenantTable(queryRunner, 'executor', 'incomplete_file', { worker: 'select, insert, delete' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
