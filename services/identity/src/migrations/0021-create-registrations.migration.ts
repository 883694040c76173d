import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A registration's tenant is the organisation it will be: until it is confirmed there is none to refer to. */
const TABLES = `
  create table identity.registration (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    email text not null,
    password_hash text not null,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
  );
  create index registration_expiry_idx on identity.registration (expires_at);
  create table identity.password_reset (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index password_reset_user_idx on identity.password_reset (tenant_id, user_id);
  create index password_reset_expiry_idx on identity.password_reset (expires_at);
  create table identity.mail (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    kind text not null,
    user_id text collate "C",
    subject_id text collate "C",
    attempts integer not null default 0,
    due_at timestamptz not null,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index mail_due_idx on identity.mail (due_at);
`;

/** Links are found before there is a tenant, mail is sent for all of them, and what is over goes by itself: the worker's three rights. */
export class CreateRegistrations1767225600121 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await tenantTable(queryRunner, 'identity', 'registration', {
      app: 'select, insert, delete',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, 'identity', 'password_reset', {
      app: 'select, insert, delete',
      worker: 'select, delete',
    });
    await tenantTable(queryRunner, 'identity', 'mail', { app: 'select, insert', worker: 'select, update, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
