import { lifetimeTable, partitionedTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lifetimes that tenants have shortened, and the right to remove what they want gone. */
export class Lifetimes1767225600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await lifetimeTable(queryRunner, 'gateway', { app: 'select', worker: 'select, insert, update, delete' });
    // Once more, for its functions: a drop waits shorter for its lock.
    await partitionedTable(queryRunner, 'gateway', 'delivery');
    // No index by scenario: every accepted webhook would pay for it, and what is removed is looked for only now and then.
    await queryRunner.query('grant delete on gateway.delivery to ebb_gateway_worker');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
