import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants' keys, connections, and the row that tells the right root key from a wrong one. */
export class KeysAndConnections1767225600001 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table vault.tenant_key (
        tenant_id text collate "C" not null,
        purpose text collate "C" not null check (purpose in ('payload', 'secrets')),
        version integer not null check (version > 0),
        state text collate "C" not null default 'active' check (state in ('active', 'destroyed')),
        wrapped_key_sealed bytea,
        root_key_fingerprint text collate "C" not null,
        created_at timestamptz not null,
        destroyed_at timestamptz,
        primary key (tenant_id, purpose, version),
        -- A destroyed key has no bytes left: the state is never only a word.
        constraint tenant_key_destroyed check ((state = 'destroyed') = (wrapped_key_sealed is null)),
        constraint tenant_key_destroyed_at check ((state = 'destroyed') = (destroyed_at is not null))
      )`);
    await queryRunner.query(`
      create table vault.connection (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        name text not null,
        kind text collate "C" not null check (kind in ('api-key')),
        placement text collate "C" not null check (placement in ('header', 'query')),
        parameter_name text not null,
        allowed_origins text[] not null check (cardinality(allowed_origins) > 0),
        secret_sealed bytea not null,
        key_version integer not null,
        key_purpose text collate "C" not null default 'secrets' check (key_purpose = 'secrets'),
        created_at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, key_purpose, key_version) references vault.tenant_key (tenant_id, purpose, version)
      )`);
    // Not a tenant's, so without row-level security; the worker role reads it at the start. Nobody may change or remove it.
    await queryRunner.query(`
      create table vault.root_key_check (
        id text collate "C" primary key,
        fingerprint text collate "C" not null,
        check_sealed bytea not null,
        created_at timestamptz not null default now()
      );
      grant select, insert on vault.root_key_check to ebb_vault_worker`);
    // No update and no delete: keys are only ever added by the code that answers questions.
    await tenantTable(queryRunner, 'vault', 'tenant_key', { app: 'select, insert' });
    await tenantTable(queryRunner, 'vault', 'connection', { app: 'select, insert, delete' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
