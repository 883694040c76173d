import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'retention';

/**
 * What people ask for, every step of it, and the files they get. A request belongs to the organisation whose data it is about, and its words
 * are sealed under that organisation's key. The worker sees what is due of all of them, and what staff list; it writes exports only.
 */
const REQUESTS = `
  create table retention.subject_request (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    type text not null check (type in ('access', 'portability', 'rectification', 'erasure', 'restriction', 'objection')),
    state text not null check (state in ('unverified', 'open', 'in-progress', 'completed', 'denied', 'withdrawn', 'expired')),
    role text not null check (role in ('controller', 'processor')),
    channel text not null check (channel in ('profile', 'organisation', 'staff', 'opendsr')),
    subject_kind text not null check (subject_kind in ('user', 'organisation', 'data-subject')),
    user_id text collate "C",
    value_count integer not null default 0,
    subject_digest bytea not null,
    details_sealed bytea,
    key_version integer,
    opened_by text collate "C",
    received_at timestamptz not null,
    verified_at timestamptz,
    due_at timestamptz,
    extension_reason text,
    extended_at timestamptz,
    reminded_at timestamptz,
    denial_reason text,
    denial_ground text,
    erasure_id text collate "C",
    certificate_id text collate "C",
    is_restricted boolean,
    lift_at timestamptz,
    controller_id text collate "C",
    controller_request_id uuid,
    told_status text,
    created_at timestamptz not null,
    closed_at timestamptz,
    primary key (tenant_id, id)
  );
  -- Twice at once: of one subject there is one request of a type under way.
  create unique index subject_request_under_way on retention.subject_request (tenant_id, type, subject_digest)
    where state in ('unverified', 'open', 'in-progress');
  create unique index subject_request_of_controller on retention.subject_request (tenant_id, controller_id, controller_request_id)
    where controller_id is not null;
  create index subject_request_newest on retention.subject_request (id desc);
  create index subject_request_unfinished on retention.subject_request (due_at) where closed_at is null;
  create table retention.subject_request_step (
    tenant_id text collate "C" not null,
    id bigint generated always as identity,
    request_id text collate "C" not null,
    at timestamptz not null,
    step text not null,
    by text collate "C",
    facts jsonb not null default '{}',
    primary key (tenant_id, id),
    foreign key (tenant_id, request_id) references retention.subject_request (tenant_id, id) on delete cascade
  );
  create index subject_request_step_of on retention.subject_request_step (tenant_id, request_id, id);
`;

const EXPORTS = `
  create table retention.subject_export (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    request_id text collate "C" not null,
    state text not null check (state in ('wanted', 'ready', 'gone', 'failed')),
    blob_ids text[] not null default '{}',
    key_version integer,
    size_bytes bigint,
    attempts integer not null default 0,
    due_at timestamptz not null,
    ready_at timestamptz,
    expires_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, request_id) references retention.subject_request (tenant_id, id) on delete cascade
  );
  create index subject_export_wanted on retention.subject_export (due_at) where state = 'wanted';
  create index subject_export_ready on retention.subject_export (expires_at) where state = 'ready';
  create table retention.opendsr_controller (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    name text not null,
    key_type text not null check (key_type in ('ed25519', 'rsa')),
    public_key text not null,
    fingerprint text collate "C" not null,
    created_by text collate "C",
    created_at timestamptz not null,
    primary key (tenant_id, id)
  );
  create unique index opendsr_controller_key on retention.opendsr_controller (fingerprint);
`;

export class SubjectRequests1767225600020 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(REQUESTS);
    await queryRunner.query(EXPORTS);
    await tenantTable(queryRunner, SCHEMA, 'subject_request', {
      app: 'select, insert, update',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, SCHEMA, 'subject_request_step', { app: 'select, insert, update', worker: 'select' });
    await tenantTable(queryRunner, SCHEMA, 'subject_export', {
      app: 'select, insert, update',
      worker: 'select, update',
    });
    await tenantTable(queryRunner, SCHEMA, 'opendsr_controller', {
      app: 'select, insert, delete',
      worker: 'select',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
