import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lanes, cancelling, blobs of runs, usage and plans; and a finished run that nothing can change. */
export class RunMachine1767225600006 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await lanes(queryRunner);
    await guards(queryRunner);
    await queryRunner.query(`
      create table executor.run_blob (
        tenant_id text collate "C" not null,
        run_id text collate "C" not null,
        blob_id text collate "C" not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, run_id, blob_id)
      )`);
    await tenantTable(queryRunner, 'executor', 'run_blob', { worker: 'select, insert, delete' });
    await usage(queryRunner);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function lanes(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    alter table executor.run add column lane_held boolean not null default false;
    drop index executor.run_lane;
    -- By the id without its prefix, which is the same order; but only this index gives it. By the id itself the planner may take the
    -- primary key, and walk through the whole history to the first run that waits.
    create index run_lane_queue on executor.run (tenant_id, lane, substr(id, 5))
      where lane is not null and not lane_held and due_at is not null;
    create index run_lane_held on executor.run (tenant_id, lane) where lane_held and due_at is not null`);
  await queryRunner.query(`
    create table executor.scenario_concurrency (
      tenant_id text collate "C" not null,
      scenario_id text collate "C" not null,
      lane_limit integer not null check (lane_limit > 0),
      key_template text,
      updated_at timestamptz not null default now(),
      primary key (tenant_id, scenario_id),
      foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id) on delete cascade
    )`);
  await tenantTable(queryRunner, 'executor', 'scenario_concurrency', {
    app: 'select, insert, update, delete',
    worker: 'select',
  });
}

/** A check constraint sees only the new row; that a finished run is final takes a look at the old one. The condition costs nothing where it is false. */
async function guards(queryRunner: QueryRunner): Promise<void> {
  const { app, worker } = roleNames('executor');
  await queryRunner.query(`
    create function executor.refuse_run_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
    begin
      raise exception 'a run % while it is %', case tg_op when 'UPDATE' then 'cannot change' else 'cannot be removed' end, old.state
        using errcode = 'object_not_in_prerequisite_state';
    end $$;
    create trigger finished_run_is_final before update on executor.run
      for each row when (old.state = 'finished') execute function executor.refuse_run_change();
    create trigger unfinished_run_stays before delete on executor.run
      for each row when (old.state <> 'finished') execute function executor.refuse_run_change();
    create index run_finished on executor.run (finished_at) where state = 'finished';
    create index run_cancelled on executor.run (lease_owner) where cancel_requested_at is not null and state = 'running';
    grant update (cancel_requested_at, due_at) on executor.run to ${app};
    grant delete on executor.run to ${worker}`);
}

async function usage(queryRunner: QueryRunner): Promise<void> {
  await queryRunner.query(`
    create table executor.tenant_plan (
      tenant_id text collate "C" not null primary key,
      plan text,
      held_until timestamptz,
      updated_at timestamptz not null default now()
    )`);
  await queryRunner.query(`
    create table executor.usage_month (
      tenant_id text collate "C" not null,
      period date not null,
      operations bigint not null default 0,
      transfer_bytes bigint not null default 0,
      warned_percent integer not null default 0,
      primary key (tenant_id, period)
    ) with (fillfactor = 50)`);
  await tenantTable(queryRunner, 'executor', 'tenant_plan', {
    app: 'select, insert, update',
    worker: 'select, insert, update',
  });
  await tenantTable(queryRunner, 'executor', 'usage_month', {
    app: 'select, update',
    worker: 'select, insert, update',
  });
}
