import type { QueryRunner } from 'typeorm';
import type { Partition } from '../database/partitions.ts';
import { checkIdentifier, roleNames } from '../database/role-names.ts';
import { partitionFunctions } from './partition-functions.sql.ts';

/**
 * Call it after `create table … partition by range (<timestamptz column>)`. Installs `<schema>.ensure_partition` and
 * `<schema>.drop_partition` (see partition-functions.sql.ts) and creates the first partitions. At run time use
 * ensurePartition, dropPartition and listPartitions; nobody else writes DDL.
 */
export async function partitionedTable(
  queryRunner: QueryRunner,
  schema: string,
  table: string,
  initial: readonly Partition[] = [],
): Promise<void> {
  checkIdentifier('table', table);
  const { app, worker } = roleNames(schema);
  await queryRunner.query(partitionFunctions(schema));
  await queryRunner.query(`
    revoke all on function ${schema}.partition_name(text, timestamptz) from public;
    revoke all on function ${schema}.ensure_partition(text, timestamptz, timestamptz) from public;
    revoke all on function ${schema}.drop_partition(text, timestamptz) from public;
    grant execute on function ${schema}.ensure_partition(text, timestamptz, timestamptz) to ${app}, ${worker};
    grant execute on function ${schema}.drop_partition(text, timestamptz) to ${app}, ${worker};
  `);
  // Also proves that the table exists and is partitioned, when there is nothing to create yet.
  await queryRunner.query(`select ${schema}.partition_name($1, date_trunc('minute', now()))`, [table]);
  for (const { from, to } of initial) {
    await queryRunner.query(`select ${schema}.ensure_partition($1, $2, $3)`, [
      table,
      from.toISOString(),
      to.toISOString(),
    ]);
  }
}
