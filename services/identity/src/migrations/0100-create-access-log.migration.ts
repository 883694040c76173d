import { partitionedTable, roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY_MS = 86_400_000;

/** What could be done is the same for most calls of a day: it stands once a day and organisation, and calls name it by its digest. */
const TABLES = `
  create table identity.access_log (
    tenant_id text collate "C" not null,
    occurred_at timestamptz not null,
    id text collate "C" not null,
    actor_kind text not null,
    user_id text collate "C",
    api_token_id text collate "C",
    session_id text collate "C",
    rights_id text collate "C" not null,
    service text not null,
    method text not null,
    route text,
    scope text,
    object_id text collate "C",
    status smallint not null,
    primary key (tenant_id, occurred_at, id)
  ) partition by range (occurred_at);
  create index access_log_token on identity.access_log (tenant_id, api_token_id, occurred_at) where api_token_id is not null;
  create index access_log_session on identity.access_log (tenant_id, session_id, occurred_at) where session_id is not null;
  create index access_log_user on identity.access_log (tenant_id, user_id, occurred_at) where user_id is not null;
  create table identity.access_rights (
    tenant_id text collate "C" not null,
    seen_on timestamptz not null,
    id text collate "C" not null,
    rights jsonb not null,
    primary key (tenant_id, seen_on, id)
  ) partition by range (seen_on);
  create table identity.access_source (
    id text collate "C" primary key,
    next_number bigint not null,
    last_seen_at timestamptz not null,
    closed_at timestamptz
  );
  create table identity.access_gap (
    id bigint generated always as identity primary key,
    source_id text collate "C" not null,
    from_at timestamptz not null,
    to_at timestamptz not null,
    call_count bigint not null
  );
`;

/** Calls of many organisations come at once, hence the writer. Who reported what up to where, and what is missing, belongs to no organisation. */
export class CreateAccessLog1767225600200 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
    for (const table of ['access_log', 'access_rights']) {
      await tenantTable(queryRunner, 'identity', table, { app: 'select', writer: 'insert' });
      await partitionedTable(queryRunner, 'identity', table, [{ from, to: new Date(from.getTime() + DAY_MS) }]);
    }
    const { app, worker } = roleNames('identity');
    await queryRunner.query(`
      grant select, insert, update, delete on identity.access_source to ${worker};
      grant select, insert, delete on identity.access_gap to ${worker};
      grant select on identity.access_source, identity.access_gap to ${app};
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
