import { outboxTables, roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const { app } = roleNames('vault');

/** Connections of every kind, OAuth consents under way, who used what when, and what stays of a connection that was removed. */
export class ConnectionKinds1767225600004 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await connections(queryRunner);
    await besideConnections(queryRunner);
    await outboxTables(queryRunner, 'vault');
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}

async function connections(queryRunner: QueryRunner): Promise<void> {
  // Forced row-level security binds the owner too, who would then move nobody's settings.
  await queryRunner.query(`
    alter table vault.connection
      drop constraint connection_kind_check,
      drop constraint connection_placement_check,
      drop constraint connection_allowed_origins_check,
      add constraint connection_kind_check check (kind in ('api-key', 'custom-headers', 'client-credentials',
        'oauth2', 'smtp', 'imap', 'ftp', 'sftp', 'postgresql', 'mysql')),
      add column state text collate "C" not null default 'ready'
        check (state in ('ready', 'secret-needed', 'authorisation-needed')),
      add column team_id text collate "C",
      add column owner_id text collate "C",
      add column settings jsonb not null default '{}',
      add column revision integer not null default 1,
      -- Who renews an OAuth token at this time, and until when he may: every claim has the next number, and what an older one brings is not stored.
      add column renewal_fence integer not null default 0,
      add column renewal_until timestamptz,
      alter column secret_sealed drop not null,
      alter column key_version drop not null,
      add constraint connection_ready_has_secret check (state = 'secret-needed' or secret_sealed is not null),
      add constraint connection_secret_has_key check ((secret_sealed is null) = (key_version is null));
    alter table vault.connection no force row level security;
    update vault.connection
      set settings = jsonb_build_object('placement', placement, 'parameterName', parameter_name);
    alter table vault.connection force row level security;
    alter table vault.connection drop column placement, drop column parameter_name, alter column settings drop default;
    grant update (name, state, team_id, settings, allowed_origins, revision, secret_sealed, key_version, renewal_fence,
      renewal_until) on vault.connection to ${app}`);
}

async function besideConnections(queryRunner: QueryRunner): Promise<void> {
  const ofConnection =
    'foreign key (tenant_id, connection_id) references vault.connection (tenant_id, id) on delete cascade';
  await queryRunner.query(`
    create table vault.oauth_attempt (
      tenant_id text collate "C" not null,
      -- SHA-256 of the state that travels: who reads the table cannot finish anything with it.
      id text collate "C" not null,
      connection_id text collate "C" not null,
      user_id text collate "C" not null,
      verifier_sealed bytea not null,
      key_version integer not null,
      created_at timestamptz not null,
      expires_at timestamptz not null,
      primary key (tenant_id, id),
      ${ofConnection}
    );
    create index oauth_attempt_expiry on vault.oauth_attempt (expires_at);
    create table vault.connection_use (
      tenant_id text collate "C" not null,
      connection_id text collate "C" not null,
      scenario_id text collate "C" not null,
      day date not null,
      last_used_at timestamptz not null,
      primary key (tenant_id, connection_id, scenario_id, day),
      ${ofConnection}
    );
    create index connection_use_day on vault.connection_use (day);
    -- That there was one, of what kind and how long: nothing about a person.
    create table vault.removed_connection (
      tenant_id text collate "C" not null,
      id text collate "C" not null,
      kind text collate "C" not null,
      created_at timestamptz not null,
      removed_at timestamptz not null,
      revocation text collate "C" not null check (revocation in ('none', 'pending', 'done', 'failed')),
      primary key (tenant_id, id)
    )`);
  await tenantTable(queryRunner, 'vault', 'oauth_attempt', { app: 'select, insert, delete', worker: 'select, delete' });
  await tenantTable(queryRunner, 'vault', 'connection_use', {
    app: 'select, insert, update',
    worker: 'select, delete',
  });
  await tenantTable(queryRunner, 'vault', 'removed_connection', { app: 'select, insert' });
  await queryRunner.query(`grant update (revocation) on vault.removed_connection to ${app}`);
}
