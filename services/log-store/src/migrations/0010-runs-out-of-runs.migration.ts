import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which run another came out of, so that what must be forgotten is found in all that has it. Few runs came out of another. */
export class RunsOutOfRuns1767225600010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      alter table log_store.execution_details add column out_of_run_id text collate "C";
      create index execution_details_out_of on log_store.execution_details (tenant_id, out_of_run_id)
        where out_of_run_id is not null;
      create index execution_details_replays on log_store.execution_details (tenant_id, input_run_id)
        where input_run_id <> run_id;
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
