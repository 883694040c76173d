import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is taken out of logs before they are stored, and how many bytes of them an organisation had on a day. */
export class RedactionAndLogQuota1767225600040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    // `scenario_id` is empty for the rules of the whole organisation: null could not stand in the primary key.
    await queryRunner.query(`
      create table executor.redaction_rule (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        revision integer not null,
        rules jsonb not null,
        changed_at timestamptz not null,
        primary key (tenant_id, scenario_id)
      );
      create table executor.log_usage (
        tenant_id text collate "C" not null,
        day date not null,
        bytes bigint not null,
        warned_percent smallint not null default 0,
        primary key (tenant_id, day)
      );
      create index log_usage_day on executor.log_usage (day)`);
    await tenantTable(queryRunner, 'executor', 'redaction_rule', {
      app: 'select, insert, update, delete',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, 'executor', 'log_usage', {
      app: 'select',
      worker: 'select, insert, update, delete',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
