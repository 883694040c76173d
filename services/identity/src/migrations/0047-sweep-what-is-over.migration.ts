import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const INDEXES = `
  create index session_expiry_idx on identity.session (expires_at);
  create index ownership_transfer_expiry_idx on identity.ownership_transfer (expires_at);
  create index api_token_expiry_idx on identity.api_token (expires_at);
`;

/** Sessions, offers of ownership and API tokens that are over go by themselves: the worker's right. */
export class SweepWhatIsOver1767225600147 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(INDEXES);
    await queryRunner.query(`grant delete on identity.session, identity.api_token to ${roleNames('identity').worker}`);
    await tenantTable(queryRunner, 'identity', 'ownership_transfer', { worker: 'select, delete' });
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
