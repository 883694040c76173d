import { partitionedTable, roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Incomplete executions, the health of scenarios, what their runs keep for later ones, error handlers, replays. */
export class WhenThingsFail1767225600007 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await incompletes(queryRunner);
    await health(queryRunner);
    await replays(queryRunner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function incompletes(queryRunner: QueryRunner): Promise<void> {
  // Its content stands in the row whatever its size, so that a dropped day leaves no file behind.
  await queryRunner.query(`
    create table executor.incomplete_execution (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      created_at timestamptz not null,
      updated_at timestamptz not null,
      updated_by text collate "C",
      revision integer not null default 1,
      scenario_id text collate "C" not null,
      scenario_version integer not null,
      run_id text collate "C" not null,
      module_id integer not null,
      module text not null,
      error_class text not null,
      state text not null check (state in ('pending', 'retrying', 'resolved', 'deleted')),
      retry_kind text not null check (retry_kind in ('backoff', 'break', 'manual')),
      retry_count integer,
      retry_interval_ms bigint,
      attempts integer not null default 0,
      next_retry_at timestamptz,
      asked_at timestamptz,
      retry_on text not null default 'original' check (retry_on in ('original', 'latest')),
      retry_run_id text collate "C",
      bytes bigint not null,
      content_version integer not null default 1,
      content_sealed bytea,
      key_version integer,
      primary key (tenant_id, id, created_at),
      check ((state = 'retrying') = (retry_run_id is not null)),
      check ((content_sealed is null) = (key_version is null)),
      check ((state in ('pending', 'retrying')) = (content_sealed is not null)),
      check ((retry_kind = 'break') = (retry_count is not null and retry_interval_ms is not null))
    ) partition by range (created_at)`);
  await queryRunner.query(`
    alter table executor.incomplete_execution alter column content_sealed set storage external;
    create index incomplete_newest on executor.incomplete_execution (tenant_id, created_at desc, id desc);
    create index incomplete_open on executor.incomplete_execution (tenant_id, scenario_id) where state in ('pending', 'retrying');
    create index incomplete_due on executor.incomplete_execution (next_retry_at) where state = 'pending' and next_retry_at is not null;
    create index incomplete_retrying on executor.incomplete_execution (tenant_id, scenario_id) where state = 'retrying'`);
  await tenantTable(queryRunner, 'executor', 'incomplete_execution', {
    app: 'select, update',
    worker: 'select, insert, update',
  });
  await partitionedTable(queryRunner, 'executor', 'incomplete_execution');
}

async function health(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.scenario_health (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      consecutive_errors integer not null default 0,
      break_failures integer not null default 0,
      break_failing_since timestamptz,
      updated_at timestamptz not null default now(),
      primary key (tenant_id, scenario_id)
    ) with (fillfactor = 70);
    create table executor.notification_bound (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      kind text collate "C" not null,
      raised_at timestamptz not null,
      announced integer not null,
      held_back integer not null default 0,
      primary key (tenant_id, scenario_id, kind)
    ) with (fillfactor = 70);
    create index notification_bound_held on executor.notification_bound (raised_at) where held_back > 0;
    create table executor.scenario_variables (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      variables_sealed bytea not null,
      key_version integer not null,
      updated_at timestamptz not null default now(),
      primary key (tenant_id, scenario_id)
    );
    create table executor.scenario_error_handler (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      handler_scenario_id text collate "C" not null,
      updated_at timestamptz not null default now(),
      primary key (tenant_id, scenario_id)
    );
    create index error_handler_used on executor.scenario_error_handler (tenant_id, handler_scenario_id)`);
  // Deactivation by the machine comes as worker, by a person as app; both are told.
  await tenantTable(queryRunner, 'executor', 'scenario_health', {
    app: 'select, update, delete',
    worker: 'select, insert, update',
  });
  await tenantTable(queryRunner, 'executor', 'notification_bound', {
    app: 'select, delete',
    worker: 'select, insert, update',
  });
  await tenantTable(queryRunner, 'executor', 'scenario_variables', {
    app: 'select, delete',
    worker: 'select, insert, update',
  });
  await tenantTable(queryRunner, 'executor', 'scenario_error_handler', {
    app: 'select, insert, update, delete',
    worker: 'select',
  });
  await queryRunner.query(`grant update (frozen_until) on executor.scenario to ${roleNames('executor').worker}`);
}

async function replays(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.replay (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      version_choice text not null check (version_choice in ('original', 'latest')),
      run_ids text[],
      scenario_id text collate "C",
      status text,
      finished_from timestamptz,
      finished_to timestamptz,
      position integer not null default 0,
      page_cursor text,
      started integer not null default 0,
      skipped integer not null default 0,
      leased_until timestamptz,
      lease_token bigint not null default 0,
      created_at timestamptz not null,
      finished_at timestamptz,
      primary key (tenant_id, id),
      check ((run_ids is null) <> (scenario_id is null))
    );
    create index replay_running on executor.replay (leased_until nulls first) where finished_at is null;
    create index replay_finished on executor.replay (finished_at) where finished_at is not null`);
  await tenantTable(queryRunner, 'executor', 'replay', { app: 'select, insert', worker: 'select, update, delete' });
}
