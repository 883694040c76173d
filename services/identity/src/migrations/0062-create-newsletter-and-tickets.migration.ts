import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A contact stays when its person is gone, until the newsletter's provider has forgotten them too; hence no foreign key. */
const TABLES = `
  create table identity.newsletter_contact (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    provider_id text collate "C",
    attempts integer not null default 0,
    due_at timestamptz,
    primary key (tenant_id, user_id)
  );
  create index newsletter_contact_due_idx on identity.newsletter_contact (due_at) where due_at is not null;
  create table identity.ticket (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    topic text not null,
    subject text not null,
    text text not null,
    attempts integer not null default 0,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index ticket_due_idx on identity.ticket (due_at);
`;

export class CreateNewsletterAndTickets1767225600162 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await tenantTable(queryRunner, 'identity', 'newsletter_contact', {
      app: 'select, insert, update',
      worker: 'select, update, delete',
    });
    await tenantTable(queryRunner, 'identity', 'ticket', { app: 'insert', worker: 'select, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
