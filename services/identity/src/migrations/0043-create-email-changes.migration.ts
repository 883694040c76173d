import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLE = `
  create table identity.email_change (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    user_id text collate "C" not null,
    email text not null,
    token_hash bytea unique,
    expires_at timestamptz not null,
    created_at timestamptz not null,
    primary key (tenant_id, id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index email_change_user_idx on identity.email_change (tenant_id, user_id);
  create index email_change_expiry_idx on identity.email_change (expires_at);
`;

/** Found by the link before there is a tenant, and what is over goes by itself: the worker's two rights. */
export class CreateEmailChanges1767225600143 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLE);
    await tenantTable(queryRunner, 'identity', 'email_change', {
      app: 'select, insert, update, delete',
      worker: 'select, delete',
    });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
