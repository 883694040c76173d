import { partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY_MS = 86_400_000;

const TABLES = `
  create table identity.usage_information (
    tenant_id text collate "C" not null,
    occurred_at timestamptz not null,
    id text collate "C" not null,
    user_id text collate "C",
    page text not null,
    client_ip text not null,
    browser_type text,
    referring_page text,
    locale text,
    search text,
    primary key (tenant_id, occurred_at, id)
  ) partition by range (occurred_at);
  create index usage_information_user_idx on identity.usage_information (tenant_id, user_id, occurred_at);
`;

/** Page views of many organisations come at once, hence the writer; a person reads and erases the person's own. */
export class CreateUsageInformation1767225600151 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await tenantTable(queryRunner, 'identity', 'usage_information', { app: 'select, delete', writer: 'insert' });
    const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
    await partitionedTable(queryRunner, 'identity', 'usage_information', [
      { from, to: new Date(from.getTime() + DAY_MS) },
    ]);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
