import { partitionedTable, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const DAY_MS = 86_400_000;

/** No foreign keys: what an entry names may be gone, and the entry stays. */
const TABLES = `
  create table identity.audit_entry (
    tenant_id text collate "C" not null,
    position integer not null check (position > 0),
    id text collate "C" not null,
    occurred_at timestamptz not null,
    actor_kind text not null check (actor_kind in ('user', 'api-token', 'staff', 'service', 'system', 'nobody')),
    actor_id text collate "C",
    action text not null,
    object_kind text not null,
    object_id text collate "C" not null,
    facts text not null,
    subject_id text collate "C",
    personal_sealed bytea,
    previous_hash bytea not null,
    hash bytea not null,
    primary key (tenant_id, position)
  );
  create unique index audit_entry_id_key on identity.audit_entry (tenant_id, id);
  create index audit_entry_actor_idx on identity.audit_entry (tenant_id, actor_id, position);
  create table identity.audit_head (
    tenant_id text collate "C" primary key,
    position integer not null,
    hash bytea not null
  );
  create table identity.audit_subject_key (
    tenant_id text collate "C" not null,
    day timestamptz not null,
    subject_id text collate "C" not null,
    key bytea not null,
    primary key (tenant_id, day, subject_id)
  ) partition by range (day);
  create table identity.audit_anchor (
    tenant_id text collate "C" not null,
    day date not null,
    position integer not null,
    hash bytea not null,
    key_id text not null,
    signature bytea not null,
    signed_at timestamptz not null,
    primary key (tenant_id, day)
  );
`;

/** Nobody may change or delete an entry or an anchor: not the service itself, whatever it is made to say. */
export class CreateAudit1767225600150 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await tenantTable(queryRunner, 'identity', 'audit_entry', { app: 'select, insert' });
    await tenantTable(queryRunner, 'identity', 'audit_head', { app: 'select, insert, update', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'audit_subject_key', { app: 'select, insert, update, delete' });
    await tenantTable(queryRunner, 'identity', 'audit_anchor', { app: 'select', worker: 'select, insert' });
    const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
    await partitionedTable(queryRunner, 'identity', 'audit_subject_key', [
      { from, to: new Date(from.getTime() + DAY_MS) },
    ]);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
