import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Scenarios, their versions and the hooks of their triggers. */
export class Scenarios1767225600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table executor.scenario (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        name text not null,
        version integer not null check (version > 0),
        is_active boolean not null default false,
        created_at timestamptz not null default now(),
        updated_at timestamptz not null default now(),
        primary key (tenant_id, id)
      )`);
    // json and not jsonb: jsonb sorts the keys, merges doubles and refuses \\u0000, and an export must give back what was
    // imported. Nobody filters by what is in it.
    await queryRunner.query(`
      create table executor.scenario_version (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        number integer not null check (number > 0),
        blueprint json not null,
        placeholders json not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, scenario_id, number),
        foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id)
      )`);
    await queryRunner.query(`
      create table executor.scenario_hook (
        tenant_id text collate "C" not null,
        scenario_id text collate "C" not null,
        module_id integer not null,
        hook_id text collate "C" not null,
        url text not null,
        created_at timestamptz not null default now(),
        primary key (tenant_id, scenario_id, module_id),
        foreign key (tenant_id, scenario_id) references executor.scenario (tenant_id, id)
      )`);
    // The worker reads the current version of the scenarios in a batch of deliveries, which are of many tenants.
    await tenantTable(queryRunner, 'executor', 'scenario', { app: 'select, insert, update', worker: 'select' });
    // No update, no delete: a version never changes once it is written.
    await tenantTable(queryRunner, 'executor', 'scenario_version', { app: 'select, insert' });
    await tenantTable(queryRunner, 'executor', 'scenario_hook', { app: 'select, insert' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
