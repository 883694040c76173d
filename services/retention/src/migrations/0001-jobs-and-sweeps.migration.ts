import { roleNames } from '@ebbflow/persistence';
import { getConstructionPlans } from 'pg-boss';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'retention';

/**
 * The job queue's tables and the record of dropped days. The plan is pg-boss's own for the installed version; when that version
 * moves, the migration that comes with it runs `getMigrationPlans(schema, <version found in retention.version>)`, which does
 * nothing on a database that was made with the newer plan.
 */
export class JobsAndSweeps1767225600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames(SCHEMA);
    await queryRunner.query(withoutTransaction(getConstructionPlans(SCHEMA, { createSchema: false })));
    // Everything in the schema so far is the queue's, but for the list of migrations.
    await queryRunner.query(`
      grant select, insert, update, delete on all tables in schema retention to ${worker};
      revoke all on retention.migration from ${worker};
    `);
    await queryRunner.query(`
      create table retention.sweep (
        category text not null,
        service text not null,
        day date not null,
        swept_at timestamptz not null,
        primary key (category, service, day)
      );
      grant select, insert on retention.sweep to ${worker};
    `);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}

/** The plan brings its own BEGIN and COMMIT; the latter would end the migration's transaction half-way. */
function withoutTransaction(plan: string): string {
  const bare = plan.replace(/^\s*BEGIN;/, '').replace(/COMMIT;\s*$/, '');
  if (bare.length >= plan.length - 'BEGIN;'.length)
    throw new Error('The plan of pg-boss is not wrapped in BEGIN and COMMIT as expected.');
  return bare;
}
