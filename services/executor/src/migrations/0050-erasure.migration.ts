import { erasureFunctions, restoreMark } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How an organisation leaves this schema. */
export class Erasure1767225600050 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await erasureFunctions(queryRunner, 'executor');
    await restoreMark(queryRunner, 'executor');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
