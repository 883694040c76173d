import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sign-ins that are under way end in a session without a proof, which is asked for at /confirm. */
export class AddPendingProof1767225600146 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table identity.pending_sign_in add column is_proof boolean not null default false');
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
