import { partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY_MS = 86_400_000;

/** Schedules, the instants decided upon, and where polling triggers go on. */
export class Schedules1767225600005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      create table executor.schedule (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        definition jsonb not null,
        timezone text not null,
        misfire jsonb not null,
        origin text not null check (origin in ('default', 'blueprint', 'person')),
        start_kind text not null check (start_kind in ('plain', 'polling', 'hook')),
        hook_id text collate "C",
        is_active boolean not null default false,
        anchor_at timestamptz not null,
        next_at timestamptz,
        due_at timestamptz,
        waiting_since timestamptz,
        revision integer not null check (revision > 0),
        changed_by text collate "C",
        updated_at timestamptz not null,
        primary key (tenant_id, scenario_id),
        foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id) on delete cascade,
        check ((next_at is null) = (due_at is null)),
        check (is_active or next_at is null),
        check ((start_kind = 'hook') = (hook_id is not null))
      ) with (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.05)`);
    // The tenant comes along so that the turns of the tenants are counted from the index alone.
    await queryRunner.query(
      `create index schedule_due on executor.schedule (due_at) include (tenant_id, scenario_id) where due_at is not null`,
    );
    await queryRunner.query(`
      create table executor.schedule_instant (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        instant timestamptz not null,
        run_id text collate "C",
        decided_at timestamptz not null,
        primary key (tenant_id, scenario_id, instant)
      ) partition by range (instant)`);
    const today = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
    await partitionedTable(queryRunner, 'executor', 'schedule_instant', [
      { from: today, to: new Date(today.getTime() + DAY_MS) },
    ]);
    // The worker: the schedules of all tenants are claimed together, and a machine may deactivate scenarios of many at once.
    await tenantTable(queryRunner, 'executor', 'schedule', {
      app: 'select, insert, update, delete',
      worker: 'select, update',
    });
    await tenantTable(queryRunner, 'executor', 'schedule_instant', { app: 'select, delete', worker: 'select, insert' });
    await createCursors(queryRunner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function createCursors(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.trigger_cursor (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      module_id integer not null,
      module text not null,
      cursor_sealed bytea,
      key_version integer,
      revision integer not null,
      chosen_at timestamptz,
      moved_at timestamptz,
      primary key (tenant_id, scenario_id, module_id),
      foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id) on delete cascade,
      check ((cursor_sealed is null) = (key_version is null))
    ) with (fillfactor = 80)`);
  await queryRunner.query(`alter table executor.trigger_cursor alter column cursor_sealed set storage external`);
  await tenantTable(queryRunner, 'executor', 'trigger_cursor', {
    app: 'select, insert, update, delete',
    worker: 'select, insert, update',
  });
}
