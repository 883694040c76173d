import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is limited to teams replays runs of some scenarios only. */
export class ReplaysWithinTeams1767225600071 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`alter table executor.replay add column within_scenarios text[]`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
