import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What went through a run may have to go before its day does. Column by column: nobody may change what a run did. */
export class ErasedRuns1767225600003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      grant update (key_version, details_sealed, details_blob, input_key_version, input_sealed, input_blob, input_run_id)
        on log_store.execution_details to ebb_log_store_worker`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
