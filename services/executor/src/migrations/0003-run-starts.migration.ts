import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every way a run can start, and what its start must remember; lanes bound how many runs go on beside each other. */
export class RunStarts1767225600003 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`set local lock_timeout = '5s'`);
    await queryRunner.query(`
      alter table executor.run
        drop constraint run_trigger_check,
        add constraint run_trigger_check check (trigger in
          ('webhook', 'mail', 'device', 'manual', 'api', 'schedule', 'scenario', 'retry', 'replay')),
        add column lane text collate "C",
        add column lane_limit integer check (lane_limit > 0),
        add column request_key text collate "C",
        add column parent_run_id text collate "C",
        add column input_run_id text collate "C",
        add column hook_id text collate "C",
        add column incomplete_id text collate "C",
        add column callback_sealed bytea,
        add column cancel_requested_at timestamptz,
        add constraint run_lane_check check ((lane is null) = (lane_limit is null))`);
    // Who asks twice with one key gets one run.
    await queryRunner.query(
      `create unique index run_request on executor.run (tenant_id, request_key) where request_key is not null`,
    );
    await queryRunner.query(
      `create index run_lane on executor.run (tenant_id, lane) where lane is not null and due_at is not null`,
    );
    await queryRunner.query(`
      alter table executor.scenario
        add column lane_limit integer check (lane_limit > 0),
        add column frozen_until timestamptz`);
  }

  async down(): Promise<void> {
    throw new Error('Migrations only go forward.');
  }
}
