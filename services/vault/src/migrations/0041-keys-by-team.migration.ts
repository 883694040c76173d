import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of modules belong to a team, or to all of them as those of before do; and which scenario used which when. */
export class KeysByTeam1767225600041 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table vault.keychain add column team_id text collate "C";
      create table vault.keychain_use (
        tenant_id text collate "C" not null,
        key_id text collate "C" not null,
        scenario_id text collate "C" not null,
        day date not null,
        last_used_at timestamptz not null,
        primary key (tenant_id, key_id, scenario_id, day),
        foreign key (tenant_id, key_id) references vault.keychain (tenant_id, id) on delete cascade
      );
      create index keychain_use_day on vault.keychain_use (day);
    `);
    await tenantTable(queryRunner, 'vault', 'keychain_use', {
      app: 'select, insert, update',
      worker: 'select, delete',
    });
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
