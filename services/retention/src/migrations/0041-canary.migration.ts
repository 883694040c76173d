import { roleNames } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The last canary: an organisation of nobody that was made to be erased. */
export class Canary1767225600041 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames('retention');
    await queryRunner.query(`
      create table retention.canary (
        singleton boolean primary key default true check (singleton),
        erasure_id text collate "C" not null,
        planted_at timestamptz not null
      );
      grant select, insert, update on retention.canary to ${worker};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
