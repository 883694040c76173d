import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs that somebody asked for and waits for: other runs, callers of the API, and whoever watches. */
export class RunCalls1767225600009 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      alter table executor.run
        add column caller_run_id text collate "C",
        add column is_signalled boolean not null default false`);
    await queryRunner.query(`
      create table executor.run_output (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        outputs_sealed bytea not null,
        key_version integer not null,
        expires_at timestamptz not null,
        primary key (tenant_id, run_id)
      )`);
    await queryRunner.query(`alter table executor.run_output alter column outputs_sealed set storage external`);
    await queryRunner.query(`create index run_output_expiry on executor.run_output (expires_at)`);
    await queryRunner.query(`
      create table executor.run_call (
        tenant_id text collate "C" not null,
        key_digest text collate "C" not null,
        body_digest bytea not null,
        key_version integer not null,
        run_id text collate "C" not null,
        created_at timestamptz not null,
        primary key (tenant_id, key_digest)
      )`);
    await queryRunner.query(`create index run_call_age on executor.run_call (created_at)`);
    await queryRunner.query(`
      create table executor.run_callback (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        message_sealed bytea not null,
        key_version integer not null,
        attempts integer not null default 0,
        due_at timestamptz not null,
        expires_at timestamptz not null,
        primary key (tenant_id, run_id)
      )`);
    await queryRunner.query(`alter table executor.run_callback alter column message_sealed set storage external`);
    await queryRunner.query(`create index run_callback_due on executor.run_callback (due_at)`);
    // Whom a lease names, and where to reach it: processes, not tenants.
    await queryRunner.query(`
      create table executor.replica (
        owner text collate "C" primary key,
        url text not null,
        seen_at timestamptz not null default now()
      )`);
    await queryRunner.query(
      `grant select, insert, update, delete on executor.replica to ${roleNames('executor').worker}`,
    );
    await tenantTable(queryRunner, 'executor', 'run_output', { app: 'select', worker: 'select, insert, delete' });
    await tenantTable(queryRunner, 'executor', 'run_call', {
      app: 'select, insert, update',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, 'executor', 'run_callback', { worker: 'select, insert, update, delete' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
