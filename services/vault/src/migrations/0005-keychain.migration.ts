import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that modules name. */
export class Keychain1767225600005 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table vault.keychain (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        name text not null,
        kind text collate "C" not null
          check (kind in ('basic-auth', 'api-key', 'aes', 'pgp', 'ssh', 'certificate')),
        allowed_origins text[] not null,
        secret_sealed bytea,
        key_version integer,
        key_purpose text collate "C" not null default 'secrets' check (key_purpose = 'secrets'),
        secret_version integer not null check (secret_version > 0),
        fingerprint text,
        subject text,
        not_after timestamptz,
        last_used_at timestamptz,
        revision integer not null check (revision > 0),
        created_at timestamptz not null,
        updated_at timestamptz not null,
        primary key (tenant_id, id),
        constraint keychain_sealed check ((secret_sealed is null) = (key_version is null)),
        -- What is sent has somewhere it may be sent; what is not sent has nowhere.
        constraint keychain_origins check ((kind in ('basic-auth', 'api-key')) = (cardinality(allowed_origins) > 0)),
        foreign key (tenant_id, key_purpose, key_version) references vault.tenant_key (tenant_id, purpose, version)
      )`);
    await tenantTable(queryRunner, 'vault', 'keychain', { app: 'select, insert, update, delete' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
