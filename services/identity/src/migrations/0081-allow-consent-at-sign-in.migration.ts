import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The box for the remembered address is ticked and unticked where a person signs in. */
export class AllowConsentAtSignIn1767225600181 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table identity.consent_record drop constraint consent_record_method_check;
      alter table identity.consent_record add constraint consent_record_method_check
        check (method in ('settings', 'registration', 'unsubscribe-link', 'processor', 'sign-in-form'));
    `);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Migrations go forward only.'));
  }
}
