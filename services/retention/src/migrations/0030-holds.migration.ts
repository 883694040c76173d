import { roleNames, tenantTable } from '@ebbflow/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

const { app, writer, worker } = roleNames('retention');

const HOLDS = `
  create table retention.legal_hold (
    tenant_id text collate "C" not null,
    id text collate "C" not null,
    subject_kind text not null check (subject_kind in ('organisation', 'user', 'data-subject', 'connection', 'device')),
    subject_id text collate "C",
    value_salt bytea,
    value_digests bytea[] not null default '{}',
    law text not null,
    article text not null,
    reason text not null,
    stores text[] not null,
    fields text[] not null,
    until timestamptz not null,
    proposed_by text not null,
    proposed_at timestamptz not null,
    confirm_by timestamptz not null,
    confirmed_by text,
    confirmed_at timestamptz,
    release_proposed_by text,
    release_proposed_at timestamptz,
    release_reason text,
    released_by text,
    released_at timestamptz,
    primary key (tenant_id, id)
  );
  create index legal_hold_newest on retention.legal_hold (id desc);
`;

/**
 * What the law keeps of somebody who was erased. No role that can log in is granted anything on the two tables: these functions, which run
 * as the owner, are the only doors, and the one that reads writes down who read and why in the same statement.
 */
const HELD_RECORDS = `
  create table retention.held_record (
    id text collate "C" primary key,
    ground text not null,
    record text not null,
    fields jsonb not null,
    held_at timestamptz not null,
    until timestamptz not null
  );
  create index held_record_until on retention.held_record (until);
  create table retention.held_record_reading (
    id bigint generated always as identity primary key,
    read_at timestamptz not null,
    reader text not null,
    reason text not null,
    number text,
    record_count integer not null
  );
  revoke all on retention.held_record, retention.held_record_reading from public, ${app}, ${writer}, ${worker};

  create function retention.keep_held_records(ground text, at timestamptz, records jsonb) returns integer
    language sql security definer set search_path = pg_catalog, pg_temp as $$
      with kept as (
        insert into retention.held_record (id, ground, record, fields, held_at, until)
        select r.id, $1, r.record, r.fields, $2, r.until
          from jsonb_to_recordset($3) as r(id text, record text, fields jsonb, until timestamptz)
        on conflict (id) do nothing
        returning 1
      )
      select count(*)::integer from kept
    $$;

  create function retention.read_held_records(reader text, reason text, number text, at timestamptz, most integer)
    returns table (id text, ground text, record text, fields jsonb, held_at timestamptz, until timestamptz)
    language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
    #variable_conflict use_column
    begin
      if length(trim($1)) = 0 or length(trim($2)) < 10 then
        raise exception 'a reading of held records names reader and reason' using errcode = 'invalid_parameter_value';
      end if;
      return query
        select h.id, h.ground, h.record, h.fields, h.held_at, h.until from retention.held_record h
         where h.until > $4 and ($3 is null or h.fields ->> 'number' = $3)
         order by h.id desc limit least($5, 200);
      insert into retention.held_record_reading (read_at, reader, reason, number, record_count)
      select $4, $1, $2, $3, count(*)::integer from (
        select 1 from retention.held_record h where h.until > $4 and ($3 is null or h.fields ->> 'number' = $3) limit least($5, 200)
      ) as found;
    end $$;

  create function retention.list_held_record_readings(most integer)
    returns table (read_at timestamptz, reader text, reason text, number text, record_count integer)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select r.read_at, r.reader, r.reason, r.number, r.record_count from retention.held_record_reading r order by r.id desc limit least($1, 200)
    $$;

  create function retention.delete_held_records(before timestamptz) returns integer
    language sql security definer set search_path = pg_catalog, pg_temp as $$
      with gone as (delete from retention.held_record where until <= $1 returning 1) select count(*)::integer from gone
    $$;

  create function retention.count_held_records() returns table (ground text, record text, record_count integer, until timestamptz)
    language sql stable security definer set search_path = pg_catalog, pg_temp as $$
      select h.ground, h.record, count(*)::integer, min(h.until) from retention.held_record h group by h.ground, h.record order by 1, 2
    $$;
`;

/** Signatures, for what is granted on them. Reading is for whoever answers a person; keeping, counting and deleting for jobs. */
const DOORS = {
  'keep_held_records(text, timestamptz, jsonb)': worker,
  'read_held_records(text, text, text, timestamptz, integer)': app,
  'list_held_record_readings(integer)': app,
  'delete_held_records(timestamptz)': worker,
  'count_held_records()': worker,
} as const;

export class Holds1767225600030 implements MigrationInterface {
  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(HOLDS);
    // Staff sees the holds of all organisations.
    await tenantTable(queryRunner, 'retention', 'legal_hold', { app: 'select, insert, update', worker: 'select' });
    await queryRunner.query(HELD_RECORDS);
    for (const [door, role] of Object.entries(DOORS)) {
      await queryRunner.query(`
        revoke all on function retention.${door} from public;
        grant execute on function retention.${door} to ${role};
      `);
    }
  }

  down(): Promise<void> {
    throw new Error('Migrations go forward only.');
  }
}
