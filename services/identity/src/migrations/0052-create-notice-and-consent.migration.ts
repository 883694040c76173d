import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Versions of the notice belong to no tenant; everybody may read them, and one may be published, and noted as announced. */
const TABLES = `
  create table identity.notice_version (
    version integer primary key check (version > 0),
    digest text not null,
    summary text not null,
    reduces_rights boolean not null,
    published_at timestamptz not null,
    effective_at timestamptz not null check (effective_at >= published_at),
    announced_at timestamptz
  );
  create table identity.notice_announcement (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    version integer not null references identity.notice_version (version),
    queued_at timestamptz not null,
    sent_at timestamptz,
    primary key (tenant_id, user_id, version),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create table identity.notice_acceptance (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    version integer not null references identity.notice_version (version),
    accepted_at timestamptz not null,
    primary key (tenant_id, user_id, version),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create table identity.consent_record (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    purpose text not null check (purpose in ('marketing', 'analytics', 'cookies')),
    state text not null check (state in ('given', 'withdrawn')),
    method text not null check (method in ('settings', 'registration', 'unsubscribe-link', 'processor')),
    notice_version integer not null references identity.notice_version (version),
    recorded_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index consent_record_user_idx on identity.consent_record (tenant_id, user_id, purpose, recorded_at, id);
`;

export class CreateNoticeAndConsent1767225600152 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { app, worker } = roleNames('identity');
    await queryRunner.query(TABLES);
    await queryRunner.query(`
      grant select on identity.notice_version to ${app};
      grant select, insert, update (announced_at) on identity.notice_version to ${worker};
    `);
    await tenantTable(queryRunner, 'identity', 'notice_announcement', {
      app: 'select',
      worker: 'select, insert, update',
    });
    await tenantTable(queryRunner, 'identity', 'notice_acceptance', { app: 'select, insert', worker: 'select' });
    // What was decided stays as it was: a withdrawal is another record.
    await tenantTable(queryRunner, 'identity', 'consent_record', { app: 'select, insert' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
