import { idempotencyCaller } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Whose request it was, so that what it was answered goes with the person. */
export class IdempotencyCaller1767225600180 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await idempotencyCaller(queryRunner, 'identity');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
