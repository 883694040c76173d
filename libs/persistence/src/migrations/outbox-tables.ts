import type { QueryRunner } from 'typeorm';
import { checkIdentifier, roleNames } from '../database/role-names.ts';
import { partitionedTable } from './partitioned-table.ts';
import { tenantTable } from './tenant-table.ts';

/**
 * The table a service leaves its events in, and the relay's cursor. Insert-only, hourly partitions, emptied by dropping
 * those that lie behind the cursor. `xid` is the transaction that inserted the row: ids are handed out before the commit, so
 * reading by id alone would step over a row that commits late; reading by xid below the oldest running one cannot.
 */
export async function outboxTables(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  const { worker } = roleNames(schema);
  // `storage external`: sealed bytes do not compress, and measuring their length must not unpack them.
  await queryRunner.query(`
    create table ${schema}.outbox (
      xid xid8 not null default pg_current_xact_id(),
      id bigint not null generated always as identity,
      created_at timestamptz not null default now(),
      event_id text collate "C" not null,
      tenant_id text collate "C" not null,
      topic text collate "C" not null,
      key text collate "C" not null,
      attributes text not null,
      data bytea not null
    ) partition by range (created_at);
    alter table ${schema}.outbox alter column data set storage external;
    create index outbox_order on ${schema}.outbox (xid, id);
    create table ${schema}.outbox_cursor (
      singleton boolean primary key default true check (singleton),
      xid xid8 not null,
      id bigint not null
    );
    insert into ${schema}.outbox_cursor (xid, id) values ('0', 0);
    grant select, update on ${schema}.outbox_cursor to ${worker};
  `);
  const now = new Date();
  const from = new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
  await partitionedTable(queryRunner, schema, 'outbox', [{ from, to: new Date(from.getTime() + 3_600_000) }]);
  // Only for a database restored into another cluster, whose transaction numbers mean nothing here (outbox-adopt.sql.ts).
  await queryRunner.query(`grant update (xid) on ${schema}.outbox to ${worker}`);
  await tenantTable(queryRunner, schema, 'outbox', { app: 'insert', writer: 'insert', worker: 'select, insert' });
}
