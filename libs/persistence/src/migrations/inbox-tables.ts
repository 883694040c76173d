import type { QueryRunner } from 'typeorm';
import { checkIdentifier, roleNames } from '../database/role-names.ts';
import { partitionedTable } from './partitioned-table.ts';

const DAY_MS = 86_400_000;

/**
 * What a consuming service remembers: which events each group has handled (by day of the event), and the messages it
 * had to give up on, for a transport that keeps no topics of its own. Neither has a tenant column or anything readable by
 * the role that answers questions; `inbox_claim` is a function because a role that may only insert cannot use RETURNING.
 */
export async function inboxTables(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  const { app, writer, worker } = roleNames(schema);
  await queryRunner.query(`
    create table ${schema}.inbox (
      event_time timestamptz not null,
      consumer_group text collate "C" not null,
      event_id text collate "C" not null,
      primary key (event_time, consumer_group, event_id)
    ) partition by range (event_time);
    create table ${schema}.dead_letter (
      id bigint not null generated always as identity,
      failed_at timestamptz not null default now(),
      consumer_group text collate "C" not null,
      topic text collate "C" not null,
      key text collate "C" not null,
      attributes text not null,
      data bytea not null,
      code text not null,
      reason text not null,
      attempts integer not null,
      primary key (failed_at, id)
    ) partition by range (failed_at);
    create function ${schema}.inbox_claim(consumer_group text, event_ids text[], event_times timestamptz[]) returns setof text
      language sql security definer set search_path = pg_catalog, pg_temp as $$
        insert into ${schema}.inbox (event_time, consumer_group, event_id)
        select t.event_time, $1, t.event_id
        from unnest($2, $3) with ordinality as t(event_id, event_time, position)
        order by t.position
        on conflict do nothing
        returning event_id
      $$;
    revoke all on function ${schema}.inbox_claim(text, text[], timestamptz[]) from public;
    grant execute on function ${schema}.inbox_claim(text, text[], timestamptz[]) to ${app}, ${writer}, ${worker};
    grant select, insert on ${schema}.dead_letter to ${worker};
  `);
  const from = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS);
  const today = [{ from, to: new Date(from.getTime() + DAY_MS) }];
  await partitionedTable(queryRunner, schema, 'inbox', today);
  await partitionedTable(queryRunner, schema, 'dead_letter', today);
  // A consumer that works under the writer role still has to make the inbox partition of an event's day.
  await queryRunner.query(
    `grant execute on function ${schema}.ensure_partition(text, timestamptz, timestamptz) to ${writer}`,
  );
}
