import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Secrets that were shown and never confirmed go by themselves: the worker's right. */
export class DropUnconfirmedTotp1767225600144 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      `create index totp_unconfirmed_idx on identity.totp (created_at) where confirmed_at is null`,
    );
    await tenantTable(queryRunner, 'identity', 'totp', { worker: 'select, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
