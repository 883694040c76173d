import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What may be changed is changed under `If-Match`: members, seats in teams, passkeys. */
export class ReviseMembersAndPasskeys1767225600182 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    for (const table of ['membership', 'team_member', 'passkey'])
      await queryRunner.query(`alter table identity.${table} add column revision integer not null default 1`);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
