import { erasureFunctions, inboxTables, outboxTables, restoreMark, roleNames } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const SCHEMA = 'retention';

/**
 * Erasures, what each service answered, and what they came to. An erasure is staff's or a person's business as much as an organisation's, and
 * outlives the organisation; so its rows are the worker's, and the service asks for the organisation in each statement. Once one is done, what
 * names its subject is emptied; `subject_sealed` (values a person is known by) lies under a key that follows from the service's own.
 */
const ERASURES = `
  create table retention.erasure (
    id text collate "C" primary key,
    subject_kind text not null check (subject_kind in ('organisation', 'user', 'data-subject', 'connection', 'device')),
    subject_tenant text collate "C",
    subject_id text collate "C",
    subject_member_of text[],
    subject_sealed bytea,
    subject_digest text collate "C" not null,
    state text not null check (state in ('planned', 'waiting', 'shredding', 'deleting', 'scanning', 'done', 'withdrawn')),
    approval text not null check (approval in ('second-person', 'grace')),
    requested_by text collate "C" not null,
    requested_for text collate "C" not null,
    approved_by text collate "C",
    request_id text collate "C",
    counts jsonb not null,
    exceptions jsonb not null,
    planned_at timestamptz not null,
    approved_at timestamptz,
    begins_at timestamptz,
    shredded_at timestamptz,
    deleted_at timestamptz,
    finished_at timestamptz,
    ended_at timestamptz,
    certificate_id text collate "C",
    scans integer not null default 0
  );
  -- Twice at once: of one subject one erasure is under way.
  create unique index erasure_under_way on retention.erasure (subject_digest) where state not in ('done', 'withdrawn');
  create index erasure_open on retention.erasure (state) where state in ('waiting', 'shredding', 'deleting', 'scanning');
  create index erasure_of_tenant on retention.erasure (requested_for, id);
  create table retention.erasure_step (
    erasure_id text collate "C" not null references retention.erasure (id) on delete cascade,
    phase text not null check (phase in ('shred', 'delete')),
    service text collate "C" not null,
    sent_at timestamptz not null,
    done_at timestamptz,
    counts jsonb not null default '{}',
    primary key (erasure_id, phase, service)
  );
`;

/** Insert-only: who could change one would have to change all that follow, and sign them. */
const PROOF = `
  create table retention.certificate (
    sequence bigint primary key check (sequence > 0),
    id text collate "C" not null unique,
    erasure_id text collate "C" not null unique,
    certificate json not null,
    hash text collate "C" not null,
    jws text not null,
    issued_at timestamptz not null
  );
  create table retention.erasure_ledger (
    sequence bigint primary key check (sequence > 0),
    kind text not null check (kind in ('organisation', 'user', 'connection', 'device')),
    digest text collate "C" not null,
    erasure_id text collate "C" not null,
    erased_at timestamptz not null,
    unique (kind, digest, erasure_id)
  );
`;

export class Erasures1767225600010 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames(SCHEMA);
    await queryRunner.query(ERASURES);
    await queryRunner.query(PROOF);
    await queryRunner.query(`
      grant select, insert, update on retention.erasure, retention.erasure_step to ${worker};
      grant select, insert on retention.certificate, retention.erasure_ledger to ${worker};
    `);
    await outboxTables(queryRunner, SCHEMA);
    await inboxTables(queryRunner, SCHEMA);
    await erasureFunctions(queryRunner, SCHEMA);
    await restoreMark(queryRunner, SCHEMA);
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
