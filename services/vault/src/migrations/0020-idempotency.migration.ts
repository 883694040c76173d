import { idempotencyTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Requests that may be repeated, and what they were answered. */
export class Idempotency1767225600020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await idempotencyTable(queryRunner, 'vault');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
