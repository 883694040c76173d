import { erasureFunctions, outboxTables, restoreMark } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an organisation or a person leaves this schema, and the outbox that says so. */
export class Erasure1767225600190 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await outboxTables(queryRunner, 'identity');
    await erasureFunctions(queryRunner, 'identity');
    await restoreMark(queryRunner, 'identity');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
