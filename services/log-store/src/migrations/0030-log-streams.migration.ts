import { tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Streams of an organisation's logs to places of its own. `log_stream_entry` names what was stored since there was a stream, by id and in
 * the order of commits: a time would not do, since what is committed later may have happened earlier, and would be passed over.
 */
export class LogStreams1767225600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table log_store.log_stream (
        tenant_id text collate "C" not null,
        id text collate "C" not null,
        name text not null,
        sources text[] not null,
        target jsonb not null,
        has_secret boolean not null,
        include_payloads boolean not null,
        is_paused boolean not null,
        revision integer not null,
        created_at timestamptz not null,
        position_xid xid8 not null,
        position_sequence bigint not null default 0,
        audit_position bigint,
        acknowledged_at timestamptz,
        sent_count bigint not null default 0,
        due_at timestamptz not null,
        attempts integer not null default 0,
        failing_since timestamptz,
        last_failure text,
        stopped_at timestamptz,
        primary key (tenant_id, id)
      );
      create index log_stream_due on log_store.log_stream (due_at) where not is_paused and stopped_at is null;
      create table log_store.log_stream_entry (
        tenant_id text collate "C" not null,
        written_by xid8 not null default pg_current_xact_id(),
        sequence bigint generated always as identity,
        source text not null,
        object_id text collate "C" not null,
        at timestamptz not null,
        primary key (tenant_id, written_by, sequence)
      )`);
    await tenantTable(queryRunner, 'log_store', 'log_stream', {
      app: 'select, insert, update, delete',
      worker: 'select, update, delete',
    });
    await tenantTable(queryRunner, 'log_store', 'log_stream_entry', {
      app: 'select',
      writer: 'insert',
      worker: 'select, delete',
    });
  }

  async down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
