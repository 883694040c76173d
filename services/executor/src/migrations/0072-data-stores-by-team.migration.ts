import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A data store belongs to a team; one of before, or without, to all. */
export class DataStoresByTeam1767225600072 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table executor.data_store add column team_id text collate "C"`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
