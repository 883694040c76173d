import { newId } from '@ebbflow/kernel';
import { templateDatabase, waitFor } from '@ebbflow/testing';
import { DayPartitions, dropPartition, ensurePartition, listPartitions, type Database } from '../../src/index.ts';
import { CreateNotes1700000000000 } from './note-schema.ts';

const TASK = { schema: 'note', table: 'task' };
const day = (number: number): Date => new Date(Date.UTC(2026, 0, number));

describe('partitions at run time', () => {
  const postgres = templateDatabase([{ schema: 'note', migrations: [CreateNotes1700000000000] }]);
  let database: Database;

  beforeAll(() => {
    database = postgres.database();
  });

  it('are made, listed and dropped through the two functions', async () => {
    const made = await database.asWorker(async (sql) => [
      await ensurePartition(sql, TASK, { from: day(2), to: day(3) }),
      await ensurePartition(sql, TASK, { from: day(1), to: day(2) }),
      await ensurePartition(sql, TASK, { from: day(1), to: day(2) }),
    ]);
    expect(made).toEqual([true, true, false]);
    expect(await database.asWorker((sql) => listPartitions(sql, TASK))).toEqual([
      { from: day(1), to: day(2) },
      { from: day(2), to: day(3) },
    ]);
    const dropped = await database.asWorker(async (sql) => [
      await dropPartition(sql, TASK, day(1)),
      await dropPartition(sql, TASK, day(1)),
    ]);
    expect(dropped).toEqual([true, false]);
    expect(await database.asWorker((sql) => listPartitions(sql, TASK))).toEqual([{ from: day(2), to: day(3) }]);
  });

  it('are made once when two ask at the same time', async () => {
    const ask = (): Promise<boolean> =>
      database.asWorker((sql) => ensurePartition(sql, TASK, { from: day(10), to: day(11) }));
    expect((await Promise.all([ask(), ask(), ask()])).filter(Boolean)).toHaveLength(1);
  });

  it('are not made again by one who waited until the other had made them', async () => {
    const span = { from: day(12), to: day(13) };
    const waiting = `
      select 1 from pg_locks where locktype = 'advisory' and not granted
         and database = (select oid from pg_database where datname = current_database())`;
    let second: Promise<boolean> | undefined;
    const first = await database.asWorker(async (sql) => {
      const made = await ensurePartition(sql, TASK, span);
      second = database.asWorker((other) => ensurePartition(other, TASK, span));
      await waitFor(async () => (await postgres.asAdmin(waiting)).length > 0);
      return made;
    });
    expect([first, await second]).toEqual([true, false]);
  });

  it('are shut against direct access, past the policies of their parent', async () => {
    await database.asWorker((sql) => ensurePartition(sql, TASK, { from: day(20), to: day(21) }));
    const direct = { name: '', text: 'select * from note.task_p202601200000' };
    await expect(database.asWorker((sql) => sql.query(direct))).rejects.toThrow(/permission denied/);
    await expect(
      postgres.asAdmin(
        `select relrowsecurity as on, relforcerowsecurity as forced from pg_class where relname = 'task_p202601200000'`,
      ),
    ).resolves.toEqual([{ on: true, forced: true }]);
  });

  it('cannot be had of anything but a partitioned table of the own schema', async () => {
    const span = { from: day(1), to: day(2) };
    for (const table of ['note', 'absent', 'pg_class', 'task; drop table note.note', 'task_p202601020000']) {
      await expect(database.asWorker((sql) => ensurePartition(sql, { schema: 'note', table }, span))).rejects.toThrow(
        /no partitioned table/,
      );
      await expect(database.asWorker((sql) => dropPartition(sql, { schema: 'note', table }, day(1)))).rejects.toThrow(
        /no partitioned table/,
      );
    }
    await expect(
      database.asWorker((sql) => ensurePartition(sql, { schema: 'note; drop table x', table: 'task' }, span)),
    ).rejects.toMatchObject({ code: 'PERSISTENCE.BAD_IDENTIFIER' });
  });

  it('are dropped beside a long read without making anybody else wait for it', async () => {
    const days = new DayPartitions(database, 'task');
    await days.ensure(['2026-02-01', '2026-02-02']);
    const insert = {
      name: 'insert-late-task',
      text: `insert into note.task (tenant_id, id, created_at) values ($1, $2, '2026-02-02T12:00:00Z')`,
    };
    const waits: number[] = [];
    let dropping: Promise<string[]> | undefined;
    await database.asWorker(async (reader) => {
      await reader.query({ name: 'read-tasks', text: 'select count(*) from note.task' });
      dropping = days.dropBefore('2026-02-02');
      const until = performance.now() + 1_500;
      while (performance.now() < until) {
        const from = performance.now();
        await database.asWriter((sql) => sql.query(insert, [newId('org'), 'x']));
        waits.push(performance.now() - from);
      }
    });
    expect(await dropping).toContain('2026-02-01');
    // With a patience of two seconds one of them waited for as long as the read went on.
    expect(Math.max(...waits)).toBeLessThan(900);
    expect(waits.length).toBeGreaterThan(5);
  });

  it('have sensible bounds', async () => {
    const ask = (from: Date, to: Date): Promise<boolean> =>
      database.asWorker((sql) => ensurePartition(sql, TASK, { from, to }));
    await expect(ask(day(5), day(5))).rejects.toThrow(/ends after its start/);
    await expect(ask(day(5), day(600))).rejects.toThrow(/366 days/);
    await expect(ask(new Date(day(5).getTime() + 1), day(6))).rejects.toThrow(/whole minute/);
  });

  it('cannot be made or dropped by the writer', async () => {
    await expect(
      database.asWriter((sql) => ensurePartition(sql, TASK, { from: day(30), to: day(31) })),
    ).rejects.toThrow(/permission denied/);
  });
});
