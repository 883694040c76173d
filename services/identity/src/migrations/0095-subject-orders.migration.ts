import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What requests of people set going here: who is restricted, what they are told, and objections in the ledger of consents. */
export class SubjectOrders1767225600195 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table identity.restriction (
        tenant_id text collate "C" not null,
        user_id text collate "C" not null,
        request_id text collate "C" not null,
        since timestamptz not null,
        primary key (tenant_id, user_id),
        foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
      );
      create index restriction_user on identity.restriction (user_id);
      create table identity.subject_notice (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        request_id text collate "C" not null,
        user_id text collate "C",
        notice text not null,
        type text not null,
        due_at timestamptz,
        text_sealed bytea,
        key_version integer,
        token_hash bytea,
        expires_at timestamptz not null,
        created_at timestamptz not null,
        primary key (tenant_id, id)
      );
      create unique index subject_notice_token on identity.subject_notice (token_hash) where token_hash is not null;
      create index subject_notice_over on identity.subject_notice (expires_at);
      alter table identity.consent_record drop constraint consent_record_method_check;
      alter table identity.consent_record add constraint consent_record_method_check
        check (method in ('settings', 'registration', 'unsubscribe-link', 'processor', 'sign-in-form', 'objection'));
    `);
    // A person gets a copy of what waits for the help desk, too.
    await queryRunner.query(`grant select on identity.ticket to ${roleNames('identity').app}`);
    await tenantTable(queryRunner, 'identity', 'restriction', {
      app: 'select, insert, update, delete',
      worker: 'select',
    });
    await tenantTable(queryRunner, 'identity', 'subject_notice', {
      app: 'select, insert, update, delete',
      worker: 'select, delete',
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
