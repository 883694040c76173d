import { outboxTables, partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'gateway';

export class HooksAndDeliveries1767225600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table gateway.hook (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        scenario_id text collate "C" not null,
        module_id integer not null,
        token text collate "C" not null,
        enabled boolean not null default false,
        responds boolean not null default false,
        options jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        constraint hook_token unique (token),
        constraint hook_of_module unique (tenant_id, scenario_id, module_id)
      )
    `);
    // Sealed bytes do not compress, and trying costs the accept path: storage external.
    await queryRunner.query(`
      create table gateway.delivery (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        hook_id text collate "C" not null,
        scenario_id text collate "C" not null,
        received_at timestamptz not null,
        key_version integer not null,
        request_sealed bytea,
        request_blob text,
        primary key (tenant_id, id, received_at),
        constraint delivery_request check ((request_sealed is null) <> (request_blob is null))
      ) partition by range (received_at);
      alter table gateway.delivery alter column request_sealed set storage external;
    `);
    await tenantTable(queryRunner, SCHEMA, 'hook', { app: 'select, insert, update', worker: 'select' });
    await tenantTable(queryRunner, SCHEMA, 'delivery', { app: 'select', writer: 'insert', worker: 'select' });
    await partitionedTable(queryRunner, SCHEMA, 'delivery');
    await outboxTables(queryRunner, SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
