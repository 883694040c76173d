import { type ExpectedError, newId, type OrganisationId } from '@ebbflow/kernel';
import { templateDatabase } from '@ebbflow/testing';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { isUniqueViolation, type Database, type SqlClient } from '../../src/index.ts';
import { CreateNotes1700000000000 } from './note-schema.ts';

@Entity({ name: 'note' })
class NoteEntity {
  @PrimaryColumn({ name: 'tenant_id', type: 'text' })
  tenantId!: string;

  @PrimaryColumn({ type: 'text' })
  id!: string;

  @Column({ type: 'text' })
  body!: string;
}

const insertNote = { name: 'insert-note', text: 'insert into note.note (tenant_id, id, body) values ($1, $2, $3)' };
const countNotes = { name: 'count-notes', text: 'select count(*)::int as count from note.note' };

describe('Database', () => {
  const postgres = templateDatabase([{ schema: 'note', migrations: [CreateNotes1700000000000] }]);
  const tenantId = newId<OrganisationId>('org');
  let database: Database;

  beforeAll(() => {
    database = postgres.database('note', [NoteEntity]);
  });

  it('commits what succeeds and rolls back what throws', async () => {
    await database.withTenant(tenantId, (sql) => sql.query(insertNote, [tenantId, 'kept', '']));
    const failing = database.withTenant(tenantId, async (sql) => {
      await sql.query(insertNote, [tenantId, 'lost', '']);
      throw new RangeError('changed my mind');
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(await database.withTenant(tenantId, (sql) => sql.query(countNotes))).toEqual([{ count: 1 }]);
  });

  it('says of a text that no column takes that it is the caller’s to mend, and not what it was', async () => {
    const insertJson = { name: 'insert-json', text: 'select $1::jsonb' };
    for (const work of [
      (sql: SqlClient) => sql.query(insertNote, [tenantId, 'nul', 'canary\0']),
      (sql: SqlClient) => sql.query(insertJson, [JSON.stringify({ 'canary\0': 1 })]),
      (sql: SqlClient) => sql.query(insertJson, [JSON.stringify('canary\ud800')]),
    ]) {
      const refused = (await database.withTenant(tenantId, work).catch((thrown: unknown) => thrown)) as ExpectedError;
      expect(refused).toMatchObject({ code: 'PERSISTENCE.TEXT_NOT_STORABLE', status: 400 });
      expect(refused.message).not.toContain('canary');
    }
    const broken = database.withTenant(tenantId, (sql) => sql.query(insertJson, ['{']));
    await expect(broken).rejects.not.toMatchObject({ status: 400 });
  });

  it('reads and writes entities as the tenant', async () => {
    const saved = await database.withTenantEntities(tenantId, async (manager) => {
      await manager.save(manager.create(NoteEntity, { tenantId, id: 'entity', body: 'typed' }));
      return manager.findOneByOrFail(NoteEntity, { tenantId, id: 'entity' });
    });
    expect(saved.body).toBe('typed');
    const other = newId<OrganisationId>('org');
    expect(await database.withTenantEntities(other, (manager) => manager.find(NoteEntity))).toEqual([]);
  });

  it('gives the rows of a plain statement beside entities, also of an update', async () => {
    const rewrite = { name: 'rewrite', text: `update note.note set body = 'new' where id = $1 returning body` };
    const count = await database.withTenantEntities(tenantId, async (manager, sql) => {
      await manager.insert(NoteEntity, { tenantId, id: 'rewritten', body: 'old' });
      expect(await sql.query(rewrite, ['nobody'])).toEqual([]);
      return sql.query(rewrite, ['rewritten']);
    });
    expect(count).toEqual([{ body: 'new' }]);
  });

  it('calls back after a commit and not after a rollback', async () => {
    const called: string[] = [];
    await database.withTenant(tenantId, (sql) => {
      sql.afterCommit(() => called.push('committed'));
      return Promise.resolve();
    });
    const failing = database.withTenant(tenantId, (sql) => {
      sql.afterCommit(() => called.push('rolled back'));
      return Promise.reject(new RangeError('no'));
    });
    await expect(failing).rejects.toThrow(RangeError);
    expect(called).toEqual(['committed']);
  });

  it('leaves a unique violation recognisable, by constraint if wanted', async () => {
    const twice = database.withTenant(tenantId, async (sql) => {
      await sql.query(insertNote, [tenantId, 'twice', '']);
      await sql.query(insertNote, [tenantId, 'twice', '']);
    });
    const error: unknown = await twice.catch((thrown: unknown) => thrown);
    expect(isUniqueViolation(error)).toBe(true);
    expect(isUniqueViolation(error, 'note_pkey')).toBe(true);
    expect(isUniqueViolation(error, 'another')).toBe(false);
  });

  it('is transiently unavailable when its connection is cut, and works again at once', async () => {
    const cut = database.withTenant(tenantId, async (sql) => {
      await postgres.asAdmin(
        `select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and usename = 'ebb_note'`,
      );
      return sql.query(countNotes);
    });
    await expect(cut).rejects.toMatchObject({ family: 'transient', code: 'PERSISTENCE.UNAVAILABLE' });
    await expect(database.withTenant(tenantId, (sql) => sql.query(countNotes))).resolves.toHaveLength(1);
  });

  it('is transiently unavailable when a deadlock chose it', async () => {
    await database.withTenant(tenantId, async (sql) => {
      await sql.query(insertNote, [tenantId, 'left', '']);
      await sql.query(insertNote, [tenantId, 'right', '']);
    });
    const update = { name: 'touch-note', text: `update note.note set body = 'x' where id = $1` };
    const crossing = async (
      first: string,
      second: string,
      mine: () => void,
      theirs: Promise<unknown>,
    ): Promise<void> => {
      await database.withTenant(tenantId, async (sql) => {
        await sql.query(update, [first]);
        mine();
        await theirs;
        await sql.query(update, [second]);
      });
    };
    const left = Promise.withResolvers<undefined>();
    const right = Promise.withResolvers<undefined>();
    const results = await Promise.allSettled([
      crossing(
        'left',
        'right',
        () => {
          left.resolve(undefined);
        },
        right.promise,
      ),
      crossing(
        'right',
        'left',
        () => {
          right.resolve(undefined);
        },
        left.promise,
      ),
    ]);
    const failed = results.find((result) => result.status === 'rejected');
    expect(failed?.reason).toMatchObject({ code: 'PERSISTENCE.UNAVAILABLE', details: { sqlState: '40P01' } });
  });

  it('names its connections after their role, for whoever looks at the server', async () => {
    await database.ping();
    const names = await postgres.asAdmin<{ name: string }>(
      `select distinct application_name as name from pg_stat_activity where datname = current_database() and usename like 'ebb_%'`,
    );
    expect(names.map(({ name }) => name)).toContain('ebb_note_worker');
  });
});
