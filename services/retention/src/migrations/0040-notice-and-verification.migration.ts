import { roleNames } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The texts of the notice as they were served here, and the last verification of it. Neither says anything of a person or an organisation. */
export class NoticeAndVerification1767225600040 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames('retention');
    await queryRunner.query(`
      create table retention.notice_version (
        version integer primary key,
        digest text not null,
        since timestamptz not null,
        notice jsonb not null
      );
      create table retention.verification (
        singleton boolean primary key default true check (singleton),
        measured_at timestamptz not null,
        verification jsonb not null
      );
      grant select, insert on retention.notice_version to ${worker};
      grant select, insert, update on retention.verification to ${worker};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
