import { erasureFunctions, outboxTables, restoreMark } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an organisation leaves this schema, and the outbox that says so. */
export class Erasure1767225600050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outboxTables(queryRunner, 'log_store');
    await erasureFunctions(queryRunner, 'log_store');
    await restoreMark(queryRunner, 'log_store');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
