import { tenantTable, partitionedTable } from '../../src/index.ts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A service's schema as small as one can be: one table for questions, one queue that workers see across tenants. */
export class CreateNotes1700000000000 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table note.note (
        tenant_id text collate "C" not null, id text collate "C" not null, body text not null,
        primary key (tenant_id, id)
      );
      create table note.task (
        tenant_id text collate "C" not null, id text collate "C" not null, created_at timestamptz not null default now()
      ) partition by range (created_at);
    `);
    await tenantTable(queryRunner, 'note', 'note', { app: 'select, insert, update, delete', writer: 'insert' });
    await partitionedTable(queryRunner, 'note', 'task');
    await tenantTable(queryRunner, 'note', 'task', {
      app: 'insert',
      writer: 'insert',
      worker: 'select, update, delete',
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('forward only'));
  }
}
