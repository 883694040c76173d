import type { MigrationInterface, QueryRunner } from 'typeorm';

/** That there was a salt for each hour of each category, and when it was destroyed. The salts themselves are in no database. */
export class PeriodSalts1767225600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      -- No tenant's, so without row-level security; for the worker role alone, which forgets none of them.
      create table vault.period_salt (
        category text collate "C" not null,
        lifetime_days integer not null check (lifetime_days > 0),
        hour bigint not null check (hour >= 0),
        created_at timestamptz not null,
        destroyed_at timestamptz,
        primary key (category, lifetime_days, hour)
      );
      create index period_salt_living on vault.period_salt (hour) where destroyed_at is null;
      grant select, insert on vault.period_salt to ebb_vault_worker;
      grant update (destroyed_at) on vault.period_salt to ebb_vault_worker`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
