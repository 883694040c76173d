import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When a stream next looks into the audit log, which does not say by itself that there is something new. */
export class LogStreamAudit1767225600031 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(
      `alter table log_store.log_stream add column audit_due_at timestamptz not null default 'epoch'`,
    );
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
