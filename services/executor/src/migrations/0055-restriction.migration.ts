import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An organisation whose data may only be stored (Article 18 GDPR): nothing of it runs until that ends. */
export class Restriction1767225600055 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table executor.tenant_plan add column restricted_at timestamptz');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
