import { inboxTables, partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'log_store';

export class ActivityAndDetails1767225600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table log_store.activity (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        occurred_at timestamptz not null,
        kind text not null,
        scenario_id text collate "C" not null,
        status text not null,
        primary key (tenant_id, run_id, occurred_at)
      ) partition by range (occurred_at);
      create index activity_newest on log_store.activity (tenant_id, occurred_at desc, run_id desc);
    `);
    await queryRunner.query(`
      create table log_store.execution_details (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        finished_at timestamptz not null,
        started_at timestamptz not null,
        scenario_id text collate "C" not null,
        scenario_version integer not null,
        trigger text not null,
        delivery_id text collate "C",
        status text not null,
        operations integer not null,
        transfer_bytes bigint not null,
        error_class text,
        error_module_id integer,
        confidential boolean not null,
        key_version integer,
        details_sealed bytea,
        details_blob text,
        primary key (tenant_id, run_id, finished_at),
        constraint confidential_without_details check (not confidential or key_version is null),
        constraint details_with_key check ((key_version is null) = (details_sealed is null and details_blob is null))
      ) partition by range (finished_at);
      create index execution_details_newest on log_store.execution_details (tenant_id, finished_at desc, run_id desc);
      alter table log_store.execution_details alter column details_sealed set storage external;
    `);
    await tenantTable(queryRunner, SCHEMA, 'activity', { app: 'select', writer: 'insert' });
    await tenantTable(queryRunner, SCHEMA, 'execution_details', { app: 'select', writer: 'insert', worker: 'select' });
    await partitionedTable(queryRunner, SCHEMA, 'activity');
    await partitionedTable(queryRunner, SCHEMA, 'execution_details');
    await inboxTables(queryRunner, SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
