import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Data stores with their records, the transactions of runs on them, data structures, and variables. */
export class DataStores1767225600008 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await createStructures(queryRunner);
    await createStores(queryRunner);
    await createTransactions(queryRunner);
    await createVariables(queryRunner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function createStructures(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.data_structure (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      name text not null,
      fields json not null,
      strict boolean not null,
      revision integer not null default 1,
      updated_by text collate "C",
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (tenant_id, id)
    )`);
  // pushed_revision: what the gateway holds the hook's requests against; behind it is what still has to be told.
  await queryRunner.query(`
    create table executor.hook_structure (
      tenant_id text collate "C" not null,
      hook_id text collate "C" not null,
      structure_id text collate "C" not null,
      pushed_revision integer not null,
      primary key (tenant_id, hook_id),
      foreign key (tenant_id, structure_id) references executor.data_structure (tenant_id, id)
    )`);
  await queryRunner.query(`create index hook_structure_of on executor.hook_structure (tenant_id, structure_id)`);
  await tenantTable(queryRunner, 'executor', 'data_structure', {
    app: 'select, insert, update, delete',
    worker: 'select',
  });
  await tenantTable(queryRunner, 'executor', 'hook_structure', {
    app: 'select, insert, update, delete',
    worker: 'select',
  });
}

async function createStores(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.data_store (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      name text not null,
      structure_id text collate "C",
      max_bytes bigint not null check (max_bytes >= 1048576),
      used_bytes bigint not null default 0 check (used_bytes >= 0),
      record_count bigint not null default 0 check (record_count >= 0),
      index_key_sealed bytea not null,
      key_version integer not null,
      revision integer not null default 1,
      updated_by text collate "C",
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (tenant_id, id),
      foreign key (tenant_id, structure_id) references executor.data_structure (tenant_id, id)
    )`);
  // A key may be personal (an e-mail address), so it lies here as a keyed hash to find it by and sealed to read it.
  await queryRunner.query(`
    create table executor.data_store_record (
      tenant_id text collate "C" not null,
      store_id text collate "C" not null,
      key_index bytea not null,
      key_sealed bytea not null,
      data_sealed bytea not null,
      key_version integer not null,
      revision integer not null default 1,
      updated_by text collate "C",
      updated_at timestamptz not null,
      primary key (tenant_id, store_id, key_index),
      foreign key (tenant_id, store_id) references executor.data_store (tenant_id, id) on delete cascade
    ) with (autovacuum_vacuum_scale_factor = 0.02)`);
  await queryRunner.query(`
    alter table executor.data_store_record
      alter column key_sealed set storage external,
      alter column data_sealed set storage external`);
  await queryRunner.query(`create index data_store_structure on executor.data_store (tenant_id, structure_id)`);
  await tenantTable(queryRunner, 'executor', 'data_store', { app: 'select, insert, update, delete' });
  await tenantTable(queryRunner, 'executor', 'data_store_record', { app: 'select, insert, update, delete' });
}

/** What runs did and have not committed, and that they have. The worker removes both with the run's end. */
async function createTransactions(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.data_store_transaction (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      run_id text collate "C" not null,
      attempt bigint not null,
      state text collate "C" not null default 'open' check (state in ('open', 'committed', 'rolled-back')),
      created_at timestamptz not null default now(),
      primary key (tenant_id, id)
    ) with (autovacuum_vacuum_scale_factor = 0.02)`);
  await queryRunner.query(`
    create index data_store_transaction_run on executor.data_store_transaction (tenant_id, run_id)`);
  await queryRunner.query(`
    create table executor.data_store_change (
      tenant_id text collate "C" not null,
      transaction_id text collate "C" not null,
      position integer not null,
      operation_id text collate "C" not null,
      store_id text collate "C" not null,
      kind text collate "C" not null check (kind in ('add', 'put', 'merge', 'delete', 'clear')),
      overwrites_arrays boolean not null default false,
      key_index bytea,
      key_sealed bytea,
      data_sealed bytea,
      key_version integer,
      primary key (tenant_id, transaction_id, position),
      foreign key (tenant_id, transaction_id) references executor.data_store_transaction (tenant_id, id)
        on delete cascade,
      foreign key (tenant_id, store_id) references executor.data_store (tenant_id, id) on delete cascade
    ) with (autovacuum_vacuum_scale_factor = 0.02)`);
  await queryRunner.query(`
    alter table executor.data_store_change
      alter column key_sealed set storage external,
      alter column data_sealed set storage external`);
  await queryRunner.query(`create index data_store_change_store on executor.data_store_change (tenant_id, store_id)`);
  await tenantTable(queryRunner, 'executor', 'data_store_transaction', {
    app: 'select, insert, update',
    worker: 'select, delete',
  });
  await tenantTable(queryRunner, 'executor', 'data_store_change', { app: 'select, insert, delete' });
}

async function createVariables(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.custom_variable (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      scope text collate "C" not null check (scope in ('organization', 'team', 'scenario')),
      scope_id text collate "C" not null,
      name text collate "C" not null,
      type text collate "C" not null check (type in ('text', 'number', 'boolean', 'date', 'json')),
      value_sealed bytea not null,
      key_version integer not null,
      revision integer not null default 1,
      updated_by text collate "C",
      created_at timestamptz not null,
      updated_at timestamptz not null,
      primary key (tenant_id, id),
      unique (tenant_id, scope, scope_id, name)
    )`);
  // A run that goes on after a crash must read what it read before, so a value is kept for as long as a run may have read it.
  await queryRunner.query(`
    create table executor.past_variable (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      revision integer not null,
      scope text collate "C" not null,
      scope_id text collate "C" not null,
      name text collate "C" not null,
      value_sealed bytea not null,
      key_version integer not null,
      from_at timestamptz not null,
      until_at timestamptz not null,
      primary key (tenant_id, id, revision)
    )`);
  await tenantTable(queryRunner, 'executor', 'custom_variable', { app: 'select, insert, update, delete' });
  await tenantTable(queryRunner, 'executor', 'past_variable', {
    app: 'select, insert, delete',
    worker: 'select, delete',
  });
}
