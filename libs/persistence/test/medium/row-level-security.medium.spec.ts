import { newId, type OrganisationId } from '@ebbflow/kernel';
import type { Database } from '../../src/index.ts';
import { templateDatabase } from '@ebbflow/testing';
import { CreateNotes1700000000000 } from './note-schema.ts';

const insertNote = { name: 'insert-note', text: 'insert into note.note (tenant_id, id, body) values ($1, $2, $3)' };
const insertNotes = {
  name: 'insert-notes',
  text: 'insert into note.note (tenant_id, id, body) select * from unnest($1::text[], $2::text[], $3::text[])',
};
const selectNotes = { name: 'select-notes', text: 'select tenant_id, id from note.note order by id' };

describe('row-level security', () => {
  const postgres = templateDatabase([{ schema: 'note', migrations: [CreateNotes1700000000000] }]);
  const alpha = newId<OrganisationId>('org');
  const beta = newId<OrganisationId>('org');
  let database: Database;

  beforeAll(async () => {
    database = postgres.database();
    await database.asWriter((sql) =>
      sql.query(insertNotes, [
        [alpha, beta],
        ['a', 'b'],
        ['of alpha', 'of beta'],
      ]),
    );
  });

  it('shows a tenant its own rows and no others', async () => {
    expect(await database.withTenant(alpha, (sql) => sql.query(selectNotes))).toEqual([{ tenant_id: alpha, id: 'a' }]);
    expect(await database.withTenant(beta, (sql) => sql.query(selectNotes))).toEqual([{ tenant_id: beta, id: 'b' }]);
  });

  it('shows the same through TypeORM', async () => {
    const rows = await database.withTenantEntities(alpha, (manager) => manager.query('select id from note.note'));
    expect(rows).toEqual([{ id: 'a' }]);
    // The connection went back to the pool: the next transaction must not inherit the tenant.
    await expect(database.dataSource.query('select id from note.note')).resolves.toEqual([]);
  });

  it('refuses to write a row of another tenant', async () => {
    await expect(database.withTenant(alpha, (sql) => sql.query(insertNote, [beta, 'x', 'planted']))).rejects.toThrow(
      /row-level security/,
    );
  });

  it('changes nothing of another tenant, whatever the statement asks for', async () => {
    const update = { name: 'update-all', text: `update note.note set body = 'taken' returning id` };
    const remove = { name: 'delete-all', text: 'delete from note.note where tenant_id = $1 returning id' };
    expect(await database.withTenant(alpha, (sql) => sql.query(update))).toEqual([{ id: 'a' }]);
    expect(await database.withTenant(alpha, (sql) => sql.query(remove, [beta]))).toEqual([]);
    expect(await postgres.asAdmin(`select body from note.note where id = 'b'`)).toEqual([{ body: 'of beta' }]);
  });

  it('lets the writer insert for many tenants and see none of it, not even by RETURNING', async () => {
    await expect(database.asWriter((sql) => sql.query(selectNotes))).rejects.toThrow(/permission denied/);
    const returning = { name: 'insert-returning', text: `${insertNote.text} returning id` };
    await expect(database.asWriter((sql) => sql.query(returning, [alpha, 'y', '']))).rejects.toThrow(
      /permission denied/,
    );
    const update = { name: 'writer-update', text: `update note.note set body = ''` };
    await expect(database.asWriter((sql) => sql.query(update))).rejects.toThrow(/permission denied/);
  });

  it('gives the worker only the tables that name it', async () => {
    await expect(database.asWorker((sql) => sql.query(selectNotes))).rejects.toThrow(/permission denied/);
    const tasks = { name: 'select-tasks', text: 'select id from note.task' };
    expect(await database.asWorker((sql) => sql.query(tasks))).toEqual([]);
  });

  it('cannot be switched off by the app role', async () => {
    const attempts = [
      'alter table note.note disable row level security',
      'drop policy tenant_rows on note.note',
      'create policy all_rows on note.note using (true)',
      'set local role ebb_note_owner',
      'set local session authorization ebb_note_owner',
      'alter role ebb_note bypassrls',
      'grant ebb_note_worker to ebb_note',
    ];
    for (const text of attempts) {
      await expect(database.withTenant(alpha, (sql) => sql.query({ name: '', text }))).rejects.toThrow();
    }
    const off = { name: '', text: 'set local row_security = off' };
    await expect(
      database.withTenant(alpha, async (sql) => {
        await sql.query(off);
        return sql.query({ name: '', text: 'select id from note.note' });
      }),
    ).rejects.toThrow(/row-level security/);
  });

  it('binds the owner too', async () => {
    const [row] = await postgres.asAdmin<{ count: number }>(
      'select count(*)::int as count from note.note',
      [],
      'ebb_note_owner',
    );
    expect(row?.count).toBe(0);
    const insert = `insert into note.note (tenant_id, id, body) values ('${alpha}', 'z', '')`;
    await expect(postgres.asAdmin(insert, [], 'ebb_note_owner')).rejects.toThrow(/row-level security/);
  });

  it('never sends a tenant id that is not one', async () => {
    const planted = `${alpha}'; set role postgres; --`;
    await expect(database.withTenant(planted, () => Promise.resolve())).rejects.toMatchObject({
      code: 'PERSISTENCE.BAD_TENANT_ID',
    });
  });
});
