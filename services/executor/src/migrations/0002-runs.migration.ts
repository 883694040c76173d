import { inboxTables, outboxTables, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Runs and the journal of those not yet finished. */
export class Runs1767225600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table executor.run (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        scenario_id text collate "C" not null,
        scenario_version integer not null,
        trigger text not null check (trigger in ('webhook', 'manual', 'schedule')),
        delivery_id text collate "C",
        reply_to text,
        traceparent text,
        state text not null check (state in ('queued', 'running', 'waiting', 'finished')),
        status text check (status in ('success', 'warning', 'error')),
        input_sealed bytea,
        input_blob text,
        key_version integer,
        lease_owner text,
        lease_token bigint not null default 0,
        attempts integer not null default 0,
        due_at timestamptz,
        operations integer,
        created_at timestamptz not null default now(),
        started_at timestamptz,
        finished_at timestamptz,
        primary key (tenant_id, id),
        check ((state = 'running') = (lease_owner is not null)),
        check ((state = 'finished') = (due_at is null)),
        check ((state = 'finished') = (status is not null))
      ) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_insert_scale_factor = 0.1)`);
    // Sealed bytes do not compress; trying costs time on the hot path.
    await queryRunner.query(`alter table executor.run alter column input_sealed set storage external`);
    // Only rows that are not finished are in it, so that looking for work costs the same after a million runs.
    await queryRunner.query(`create index run_due on executor.run (tenant_id, due_at) where due_at is not null`);
    await queryRunner.query(`
      create table executor.run_journal (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        step_key text collate "C" not null,
        outcome_sealed bytea not null,
        key_version integer not null,
        primary key (tenant_id, run_id, step_key)
      ) with (autovacuum_vacuum_scale_factor = 0.02)`);
    await tenantTable(queryRunner, 'executor', 'run', { app: 'select, insert', worker: 'select, insert, update' });
    await tenantTable(queryRunner, 'executor', 'run_journal', { worker: 'select, insert, delete' });
    await inboxTables(queryRunner, 'executor');
    await outboxTables(queryRunner, 'executor');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
