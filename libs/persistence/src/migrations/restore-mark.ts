import type { QueryRunner } from 'typeorm';
import { checkIdentifier, roleNames } from '../database/role-names.ts';

/**
 * By which a service notices that its database came back from a backup: the row says of which table in which cluster on which timeline it
 * was written. A dump that is read in makes another table, with another number; a base backup that is rolled forward begins another timeline.
 * `restore_mark_now` answers what the row would say if it were written now. See libs/service-host/src/erasure/restore-guard.ts.
 */
export async function restoreMark(queryRunner: QueryRunner, schema: string): Promise<void> {
  checkIdentifier('schema', schema);
  const { worker } = roleNames(schema);
  await queryRunner.query(`
    create table ${schema}.restore_mark (
      singleton boolean primary key default true check (singleton),
      mark text not null,
      marked_at timestamptz not null default now()
    );
    create function ${schema}.restore_mark_now() returns text
      language sql stable security definer set search_path = pg_catalog, pg_temp as $$
        select format('%s/%s/%s', (select system_identifier from pg_control_system()),
          (select timeline_id from pg_control_checkpoint()), '${schema}.restore_mark'::regclass::oid)
      $$;
    revoke all on function ${schema}.restore_mark_now() from public;
    grant execute on function ${schema}.restore_mark_now() to ${worker};
    grant select, insert, update on ${schema}.restore_mark to ${worker};
    insert into ${schema}.restore_mark (mark) values (${schema}.restore_mark_now());
  `);
}
