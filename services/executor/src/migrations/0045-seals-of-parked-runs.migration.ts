import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a waiting run needs is sealed again while it waits. */
export class SealsOfParkedRuns1767225600045 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      set local lock_timeout = '5s';
      -- No index: once in ten minutes the runs that are not over are read through, and each new run would have to be written into it.
      alter table executor.run add column seals_looked_at timestamptz;
      grant update (outcome_sealed, key_version) on executor.run_journal to ebb_executor_worker`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
