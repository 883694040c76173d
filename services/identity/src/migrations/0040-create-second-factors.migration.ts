import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * `proven_at` of sessions that are there already is long ago: whoever has one confirms the password before anything delicate.
 * A pending sign-in may be nobody's yet (a passkey says whose only when it comes back); its tenant is then one of its own, as a
 * registration's is.
 */
const TABLES = `
  alter table identity.session add column proven_at timestamptz not null default to_timestamp(0);
  alter table identity.session alter column proven_at drop default;
  create table identity.pending_sign_in (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    kind text not null,
    token_hash bytea not null unique,
    user_id text collate "C",
    session_id text collate "C",
    provider text,
    issuer text,
    subject text,
    attempts integer not null default 0,
    expires_at timestamptz not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index pending_sign_in_user_idx on identity.pending_sign_in (tenant_id, user_id);
  create index pending_sign_in_expiry_idx on identity.pending_sign_in (expires_at);
  create table identity.totp (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    secret_sealed bytea not null,
    key_version integer not null,
    confirmed_at timestamptz,
    last_step bigint not null default 0,
    attempts integer not null default 0,
    attempts_since timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, user_id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create table identity.recovery_code (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    code_hash bytea not null,
    created_at timestamptz not null default now(),
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create unique index recovery_code_hash_key on identity.recovery_code (tenant_id, user_id, code_hash);
`;

export class CreateSecondFactors1767225600140 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    // Found by the browser's token before there is a tenant, counted and taken away at once: the worker's rights.
    await tenantTable(queryRunner, 'identity', 'pending_sign_in', {
      app: 'select, insert, delete',
      worker: 'select, update, delete',
    });
    await tenantTable(queryRunner, 'identity', 'totp', { app: 'select, insert, update, delete' });
    await tenantTable(queryRunner, 'identity', 'recovery_code', { app: 'select, insert, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
