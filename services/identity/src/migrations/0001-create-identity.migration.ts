import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const PEOPLE = `
  create table identity.organisation (
    tenant_id text collate "C" primary key,
    name text not null,
    bootstrap_key text unique,
    created_at timestamptz not null default now()
  );
  create table identity.user (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    email text not null,
    password_hash text not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz not null default now(),
    primary key (tenant_id, id)
  );
  create unique index user_email_key on identity.user (lower(email));
  create table identity.membership (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    role text not null check (role in ('owner')),
    created_at timestamptz not null default now(),
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
`;

const TOKENS = `
  create table identity.api_token (
    tenant_id text collate "C" not null references identity.organisation (tenant_id) on delete cascade,
    id text collate "C" not null,
    name text not null,
    token_hash bytea not null unique,
    scopes text[] not null,
    expires_at timestamptz,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id)
  );
  create table identity.session (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    ends_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index session_user_idx on identity.session (tenant_id, user_id);
  create table identity.setup_link (
    tenant_id text collate "C" primary key references identity.organisation (tenant_id) on delete cascade,
    token_hash bytea not null unique,
    expires_at timestamptz not null,
    used_at timestamptz,
    created_at timestamptz not null default now()
  );
`;

/**
 * Whom a token belongs to is asked before there is a tenant, so the worker role may read across tenants; it may change
 * nothing. Every change is made by the app role within one tenant.
 */
export class CreateIdentity1767225600101 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(PEOPLE);
    await queryRunner.query(TOKENS);
    await tenantTable(queryRunner, 'identity', 'organisation', {
      app: 'select, insert, update, delete',
      worker: 'select',
    });
    await tenantTable(queryRunner, 'identity', 'user', { app: 'select, insert, update, delete', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'membership', { app: 'select, insert, delete', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'api_token', { app: 'select, insert, delete', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'session', { app: 'select, insert, update, delete', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'setup_link', {
      app: 'select, insert, update, delete',
      worker: 'select',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
