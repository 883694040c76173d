import { inboxTables, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const TABLES = `
  create table identity.mail_preference (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    purpose text not null check (purpose in ('execution-news', 'business', 'new-features')),
    is_wanted boolean not null,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, user_id, purpose),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create table identity.execution_news (
    tenant_id text collate "C" not null,
    user_id text collate "C" not null,
    scenario_id text collate "C" not null,
    errors integer not null default 0,
    warnings integer not null default 0,
    is_deactivated boolean not null default false,
    run_id text collate "C",
    mailed_at timestamptz,
    updated_at timestamptz not null default now(),
    primary key (tenant_id, user_id, scenario_id),
    foreign key (tenant_id, user_id) references identity.user (tenant_id, id) on delete cascade
  );
  create index execution_news_updated_idx on identity.execution_news (updated_at);
`;

/** News comes for many tenants in a batch and is written down by the worker, which also queues and sends the mail about it. */
export class CreateMailPreferences1767225600160 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(TABLES);
    await inboxTables(queryRunner, 'identity');
    await tenantTable(queryRunner, 'identity', 'mail_preference', { app: 'select, insert, update', worker: 'select' });
    await tenantTable(queryRunner, 'identity', 'execution_news', {
      app: 'select, delete',
      worker: 'select, insert, update, delete',
    });
    await queryRunner.query('grant insert on identity.mail to ebb_identity_worker');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
