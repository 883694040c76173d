import { erasureFunctions, inboxTables, restoreMark } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an organisation leaves this schema, and the inbox it is told by. */
export class Erasure1767225600021 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await inboxTables(queryRunner, 'gateway');
    await erasureFunctions(queryRunner, 'gateway');
    await restoreMark(queryRunner, 'gateway');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
