import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What senders of webhooks sign with. */
export class HookSecrets1767225600002 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table vault.hook_secret (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        hook_id text collate "C" not null,
        secret_sealed bytea not null,
        key_version integer not null,
        key_purpose text collate "C" not null default 'secrets' check (key_purpose = 'secrets'),
        created_at timestamptz not null,
        primary key (tenant_id, id),
        foreign key (tenant_id, key_purpose, key_version) references vault.tenant_key (tenant_id, purpose, version)
      );
      create index hook_secret_of_hook on vault.hook_secret (tenant_id, hook_id, id)`);
    await tenantTable(queryRunner, 'vault', 'hook_secret', { app: 'select, insert, delete' });
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
