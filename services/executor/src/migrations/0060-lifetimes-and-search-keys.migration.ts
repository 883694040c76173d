import { lifetimeTable, partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'executor';

/** What tenants say about lifetimes and what follows for each scenario, and which values runs of a scenario are found by. */
export class LifetimesAndSearchKeys1767225600060 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await lifetimeTable(queryRunner, SCHEMA, { app: 'select, insert, update, delete', worker: 'select, delete' });
    // A scenario that is gone leaves runs, which are kept no longer for it. No foreign key: its setting stays until they are gone, too.
    await queryRunner.query(`
      alter table executor.lifetime add column scenario_gone_at timestamptz;
      create index lifetime_gone on executor.lifetime (scenario_gone_at) where scenario_gone_at is not null;
      create table executor.lifetime_setting (
        tenant_id text collate "C" not null,
        level text not null check (level in ('organisation', 'team', 'scenario')),
        object_id text collate "C" not null,
        gateway_logs integer check (gateway_logs > 0),
        incomplete_runs integer check (incomplete_runs > 0),
        notifications integer check (notifications > 0),
        activity integer check (activity > 0),
        execution_details integer check (execution_details > 0),
        revision integer not null,
        updated_at timestamptz not null,
        updated_by text collate "C",
        primary key (tenant_id, level, object_id)
      );
      create index scenario_of_team on executor.scenario (tenant_id, team_id) where team_id is not null;
      grant delete on executor.incomplete_execution to ebb_executor_worker;
    `);
    // Once more, for its functions: a drop waits shorter for its lock.
    await partitionedTable(queryRunner, SCHEMA, 'incomplete_execution');
    await tenantTable(queryRunner, SCHEMA, 'lifetime_setting', { app: 'select, insert, update, delete' });
    await queryRunner.query(`
      create table executor.scenario_search_key (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        revision integer not null,
        names text[] not null,
        paths text[] not null,
        updated_at timestamptz not null,
        updated_by text collate "C",
        primary key (tenant_id, scenario_id),
        check (cardinality(names) = cardinality(paths) and cardinality(names) <= 10)
      )`);
    await tenantTable(queryRunner, SCHEMA, 'scenario_search_key', {
      app: 'select, insert, update, delete',
      worker: 'select',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
