import { roleNames } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Registers have an end too. A breach that is closed, with all that belongs to it, and the readings of held records go by one function, because
 * nobody is granted to delete either; a hold that is over by the worker.
 */
const SWEEP = `
  create function retention.sweep_registers(breaches_before timestamptz, readings_before timestamptz) returns integer
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    declare
      gone integer;
      more integer;
    begin
      delete from retention.breach_step s using retention.breach b where b.id = s.breach_id and b.closed_at < $1;
      delete from retention.breach_notification n using retention.breach b where b.id = n.breach_id and b.closed_at < $1;
      delete from retention.breach where closed_at < $1;
      get diagnostics gone = row_count;
      delete from retention.held_record_reading where read_at < $2;
      get diagnostics more = row_count;
      return gone + more;
    end $$;
`;

export class RegisterLifetimes1767225600032 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    const { worker } = roleNames('retention');
    await queryRunner.query(SWEEP);
    await queryRunner.query(`
      revoke all on function retention.sweep_registers(timestamptz, timestamptz) from public;
      grant execute on function retention.sweep_registers(timestamptz, timestamptz) to ${worker};
      grant delete on retention.legal_hold to ${worker};
    `);
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
