import { lifetimeTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lifetimes that tenants have shortened, and the right to remove what they want gone. */
export class Lifetimes1767225600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await lifetimeTable(queryRunner, 'gateway', { app: 'select', worker: 'select, insert, update, delete' });
    await queryRunner.query(`
      grant delete on gateway.delivery to ebb_gateway_worker;
      create index delivery_of_scenario on gateway.delivery (tenant_id, scenario_id, received_at);
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
