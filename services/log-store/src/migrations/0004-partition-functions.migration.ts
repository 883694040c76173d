import { partitionedTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions of partitions once more: two replicas that made the same day at the same moment got an error from the first version. */
export class PartitionFunctions1767225600004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await partitionedTable(queryRunner, 'log_store', 'activity');
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
