import { lifetimeTable, partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'log_store';

/** Lifetimes that tenants have shortened, the right to remove what they want gone, and what runs are found by. */
export class LifetimesAndSearch1767225600020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await lifetimeTable(queryRunner, SCHEMA, { app: 'select', worker: 'select, insert, update, delete' });
    await queryRunner.query(`
      grant delete on log_store.execution_details, log_store.activity, log_store.notification to ebb_log_store_worker;
      create policy worker_rows on log_store.activity for all to ebb_log_store_worker using (true) with check (true);
      create policy worker_rows on log_store.notification for all to ebb_log_store_worker using (true) with check (true);
      grant select on log_store.activity, log_store.notification to ebb_log_store_worker;
      create index execution_details_of_scenario on log_store.execution_details (tenant_id, scenario_id, finished_at desc, run_id desc);
      create index execution_details_unsuccessful on log_store.execution_details (tenant_id, finished_at desc, run_id desc)
        where status <> 'success';
    `);
    // No name, no scenario, no value: whoever has a copy of the table learns which rows are equal, and that without the key nothing follows from.
    await queryRunner.query(`
      create table log_store.search_key (
        tenant_id text collate "C" not null,
        blind_index bytea not null,
        finished_at timestamptz not null,
        run_id text collate "C" not null,
        primary key (tenant_id, blind_index, finished_at, run_id)
      ) partition by range (finished_at);
      create index search_key_of_run on log_store.search_key (tenant_id, run_id);
    `);
    await tenantTable(queryRunner, SCHEMA, 'search_key', { app: 'select', writer: 'insert', worker: 'select, delete' });
    await partitionedTable(queryRunner, SCHEMA, 'search_key');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
