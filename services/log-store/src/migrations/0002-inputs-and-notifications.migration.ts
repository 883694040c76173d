import { partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'log_store';

/** What started a run, kept beside its details so that it can be done again; and what owners are told. */
export class InputsAndNotifications1767225600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    // A blob of an input is the gateway's, and goes with the delivery it came with.
    await queryRunner.query(`
      alter table log_store.execution_details
        add column input_run_id text collate "C",
        add column hook_id text collate "C",
        add column input_sealed bytea,
        add column input_blob text,
        add column input_key_version integer,
        add constraint confidential_without_input check (not confidential or input_run_id is null),
        add constraint input_with_key check ((input_key_version is null) = (input_sealed is null and input_blob is null));
      alter table log_store.execution_details alter column input_sealed set storage external;
    `);
    await queryRunner.query(`
      create table log_store.notification (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        raised_at timestamptz not null,
        kind text not null,
        severity text not null,
        scenario_id text collate "C",
        run_id text collate "C",
        module_id integer,
        error_class text,
        facts jsonb not null,
        primary key (tenant_id, id, raised_at)
      ) partition by range (raised_at);
      create index notification_newest on log_store.notification (tenant_id, raised_at desc, id desc);
    `);
    await queryRunner.query(`
      create table log_store.notification_reader (
        tenant_id text collate "C" not null,
        user_id text collate "C" not null,
        read_until timestamptz not null,
        primary key (tenant_id, user_id)
      );
    `);
    await tenantTable(queryRunner, SCHEMA, 'notification', { app: 'select', writer: 'insert' });
    await tenantTable(queryRunner, SCHEMA, 'notification_reader', { app: 'select, insert, update' });
    await partitionedTable(queryRunner, SCHEMA, 'notification');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
