import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  create table identity.passkey (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    credential_id text collate "C" not null,
    public_key bytea not null,
    counter bigint not null,
    name text not null,
    is_synced boolean not null,
    last_used_at timestamptz,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create unique index passkey_credential_key on identity.passkey (credential_id);
  create index passkey_user_idx on identity.passkey (tenant_id, user_id);
`;

/** Whose passkey comes in at the sign-in page is asked before there is a tenant: the worker may read. */
export class CreatePasskeys1767225600141 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await tenantTable(queryRunner, 'identity', 'passkey', { app: 'select, insert, update, delete', worker: 'select' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
