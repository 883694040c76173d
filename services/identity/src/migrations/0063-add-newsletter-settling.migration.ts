import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when the provider knows a person as they are; null for one it was told of before, who is told again once. */
export class AddNewsletterSettling1767225600163 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table identity.newsletter_contact add column settled_at timestamptz');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
