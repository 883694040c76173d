import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  create table identity.provider_account (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    provider text not null,
    issuer text not null,
    subject text not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create unique index provider_account_subject_key on identity.provider_account (issuer, subject);
  create index provider_account_user_idx on identity.provider_account (tenant_id, user_id);
`;

/** Whose account a provider let in is asked before there is a tenant: the worker may read. */
export class CreateProviderAccounts1767225600142 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await tenantTable(queryRunner, 'identity', 'provider_account', {
      app: 'select, insert, delete',
      worker: 'select',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
