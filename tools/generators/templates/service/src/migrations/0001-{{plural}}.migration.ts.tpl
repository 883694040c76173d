import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = '{{schema}}';

export class {{pascalPlural}}{{timestamp}} implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table {{schema}}.{{table}} (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        created_at timestamptz not null,
        primary key (tenant_id, id)
      );
      create index {{table}}_newest on {{schema}}.{{table}} (tenant_id, created_at desc, id desc);
    `);
    await tenantTable(queryRunner, SCHEMA, '{{table}}', { app: 'select' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
