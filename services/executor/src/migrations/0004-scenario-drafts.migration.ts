import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Folders, drafts, who changed what, and the queue of hooks whose state the gateway must be told. */
export class ScenarioDrafts1767225600004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await createFolders(queryRunner);
    await extendScenarios(queryRunner);
    await createDrafts(queryRunner);
    await createHookSync(queryRunner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function createFolders(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.scenario_folder (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      parent_id text collate "C",
      name text not null,
      revision integer not null default 1,
      updated_by text collate "C",
      created_at timestamptz not null default now(),
      updated_at timestamptz not null default now(),
      primary key (tenant_id, id),
      foreign key (tenant_id, parent_id) references executor.scenario_folder (tenant_id, id)
    )`);
  await queryRunner.query(`create index scenario_folder_parent on executor.scenario_folder (tenant_id, parent_id)`);
  await tenantTable(queryRunner, 'executor', 'scenario_folder', { app: 'select, insert, update, delete' });
}

async function extendScenarios(queryRunner: QueryRunner): Promise<void> {
  const { app, worker } = roleNames('executor');
  await queryRunner.query(`
    alter table executor.scenario
      add column description text not null default '',
      add column tags text[] not null default '{}',
      add column folder_id text collate "C",
      add column team_id text collate "C",
      add column owner_id text collate "C",
      add column revision integer not null default 1,
      add column last_version integer,
      add column updated_by text collate "C",
      add column is_locked boolean not null default false,
      add column deactivated_reason text,
      add column deactivated_at timestamptz,
      add constraint scenario_folder_fk foreign key (tenant_id, folder_id)
        references executor.scenario_folder (tenant_id, id)`);
  await queryRunner.query(`create index scenario_in_folder on executor.scenario (tenant_id, folder_id)`);
  await queryRunner.query(`
    alter table executor.scenario_version
      add column note text not null default '',
      add column created_by text collate "C",
      add column is_published boolean not null default true,
      add column draft_revision integer`);
  await queryRunner.query(`grant delete on executor.scenario, executor.scenario_version to ${app}`);
  await queryRunner.query(`grant update, delete on executor.scenario_hook to ${app}`);
  await queryRunner.query(`
    grant update (is_active, is_locked, deactivated_reason, deactivated_at, revision, updated_by, updated_at)
      on executor.scenario to ${worker}`);
  await queryRunner.query(`
    grant select on executor.scenario_hook to ${worker};
    create policy worker_rows on executor.scenario_hook for select to ${worker} using (true)`);
}

/** Every scenario has a draft; that of an older one is its current version. */
async function createDrafts(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.scenario_draft (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      revision integer not null,
      published_revision integer not null,
      blueprint json not null,
      updated_by text collate "C",
      updated_at timestamptz not null default now(),
      primary key (tenant_id, scenario_id),
      foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id)
    )`);
  // Row-level security binds the owner too, so a migration sees no row unless it is lifted for the owner while it copies.
  await queryRunner.query(`
    alter table executor.scenario no force row level security;
    alter table executor.scenario_version no force row level security`);
  await queryRunner.query(`
    insert into executor.scenario_draft (tenant_id, scenario_id, revision, published_revision, blueprint, updated_at)
    select scenario.tenant_id, scenario.id, 1, 1, version.blueprint, scenario.updated_at
    from executor.scenario
    join executor.scenario_version as version on version.tenant_id = scenario.tenant_id
      and version.scenario_id = scenario.id and version.number = scenario.version`);
  await queryRunner.query(`update executor.scenario set last_version = version`);
  await queryRunner.query(`
    alter table executor.scenario alter column last_version set not null;
    alter table executor.scenario alter column last_version set default 1;
    alter table executor.scenario force row level security;
    alter table executor.scenario_version force row level security`);
  await tenantTable(queryRunner, 'executor', 'scenario_draft', { app: 'select, insert, update, delete' });
}

async function createHookSync(queryRunner: QueryRunner): Promise<void> {
  // No foreign key: the row outlives the scenario when its hook is still to be deleted.
  await queryRunner.query(`
    create table executor.scenario_hook_sync (
      tenant_id text collate "C" not null,
      hook_id text collate "C" not null,
      scenario_id text collate "C" not null,
      module_id integer not null,
      due_at timestamptz not null,
      leased_until timestamptz,
      change_count integer not null default 1,
      attempts integer not null default 0,
      primary key (tenant_id, hook_id)
    )`);
  await queryRunner.query(`create index scenario_hook_sync_due on executor.scenario_hook_sync (due_at)`);
  await tenantTable(queryRunner, 'executor', 'scenario_hook_sync', {
    app: 'select, insert, update',
    worker: 'select, insert, update, delete',
  });
}
