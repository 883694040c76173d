import type { Bundle, DatabaseAccess, ModuleResult } from '@ebbflow/connector-sdk';
import { anOutside, TemplateDatabase, type Outside } from '@ebbflow/testing';
import { postgresqlConnector } from '../../src/postgresql.connector.ts';

describe('postgresql:executeQuery', () => {
  const database = new TemplateDatabase([]);
  const closing: Outside[] = [];

  beforeAll(() => database.create());
  afterEach(async () => {
    for (const outside of closing.splice(0)) await outside.close();
  });
  afterAll(() => database.drop());

  function outside(access: Partial<DatabaseAccess> = {}, allow?: string): Outside {
    const url = new URL(database.adminUrl);
    const postgresql: DatabaseAccess = {
      host: url.hostname,
      port: Number(url.port),
      user: url.username,
      secret: decodeURIComponent(url.password),
      database: url.pathname.slice(1),
      tls: 'off',
      verifiesCertificate: true,
      ...access,
    };
    const made = anOutside({ credentials: { postgresql }, ...(allow === undefined ? {} : { allow }) });
    closing.push(made);
    return made;
  }

  const [module] = postgresqlConnector.modules;
  const run = async (mapped: Bundle, { context }: Outside = outside()): Promise<ModuleResult> => {
    if (module === undefined) throw new Error('no module');
    return module.run({ mapped, parameters: { account: 1 } }, context);
  };

  it('gives one bundle a row, as plain data', async () => {
    const { bundles } = await run({
      query: `select 1::int2 as small, 9007199254740993 as big, 12 as middle, 1.50 as decimal, 0.1234567890123456789 as fine,
        'NaN'::float8 as nan, true as yes, null as nothing, '\\x00ff'::bytea as bytes, '{"a":[1]}'::jsonb as doc,
        '2026-01-02 03:04:05+02'::timestamptz as at, '2026-01-02 03:04:05'::timestamp as local, '2026-01-02'::date as day,
        'infinity'::timestamptz as never, interval '1 day' as span, array[1,2] as list, array['a','b c'] as words, point(1,2) as place`,
    });
    expect(bundles).toEqual([
      {
        small: 1,
        big: '9007199254740993',
        middle: 12,
        decimal: 1.5,
        fine: '0.1234567890123456789',
        nan: 'NaN',
        yes: true,
        nothing: null,
        bytes: new Uint8Array([0, 255]),
        doc: { a: [1] },
        at: new Date('2026-01-02T01:04:05Z'),
        local: new Date('2026-01-02T03:04:05Z'),
        day: '2026-01-02',
        never: 'infinity',
        span: '1 day',
        list: [1, 2],
        words: ['a', 'b c'],
        place: '(1,2)',
      },
    ]);
  });

  it('sends values beside the text and never in it', async () => {
    await database.asAdmin('create table item (name text, at timestamptz, data jsonb, bytes bytea)');
    const hostile = `'); drop table item; --`;
    const insert = await run({
      query: 'insert into item values ($1, $2, $3, $4)',
      parameters: [{ value: hostile }, new Date('2026-01-02'), { a: 1 }, new Uint8Array([7])],
    });
    expect(insert.bundles).toEqual([{ affectedRows: 1 }]);
    expect((await run({ sql: 'select * from item where name = $1', params: [hostile] })).bundles).toEqual([
      { name: hostile, at: new Date('2026-01-02'), data: { a: 1 }, bytes: new Uint8Array([7]) },
    ]);
    expect((await run({ query: 'update item set name = $1', parameters: 'x' })).bundles).toEqual([{ affectedRows: 1 }]);
    expect((await run({ query: 'select * from item where name = $1', parameters: ['gone'] })).bundles).toEqual([]);
    await expect(run({ query: 'select 1; drop table item' })).rejects.toMatchObject({ errorClass: 'RuntimeError' });
  });

  it('takes no more rows than were asked for, and tells that there are more', async () => {
    const query = 'select a.n from generate_series(1, 1000) as a(n), generate_series(1, 100000)';
    const few = await run({ query, limit: '3' });
    expect([few.bundles.length, few.warnings?.length]).toEqual([3, 1]);
    const exact = await run({ query: 'select n from generate_series(1, 450) as n', limit: 450 });
    expect([exact.bundles.length, exact.warnings]).toEqual([450, undefined]);
    expect((await run({ query })).bundles).toHaveLength(1_000);
  });

  it('ends where the rows become too large', async () => {
    await expect(run({ query: `select repeat('x', 1000000) as t from generate_series(1, 100)` })).rejects.toMatchObject(
      { errorClass: 'MaxResultsExceededError' },
    );
  });

  it('ends a query on the server when its time is over', async () => {
    await expect(run({ query: 'select pg_sleep(60)', timeout: 1 })).rejects.toMatchObject({
      errorClass: 'ModuleTimeoutError',
      detail: { code: '57014' },
    });
  });

  it('undoes a statement whose rows could not be read', async () => {
    await database.asAdmin('create table big (t text)');
    const query = `insert into big select repeat('x', 1000000) from generate_series(1, 50) returning t`;
    await expect(run({ query })).rejects.toMatchObject({ errorClass: 'MaxResultsExceededError' });
    expect(await database.asAdmin('select count(*)::int as count from big')).toEqual([{ count: 0 }]);
  });

  it.each([
    ['select $1::int', ['hunter2'], 'DataError'],
    ['select * from hunter2', [], 'RuntimeError'],
    ['insert into one values (1), (1)', [], 'DuplicateDataError'],
  ])('gives "%s" the class of error an author knows, and quotes nothing', async (query, parameters, errorClass) => {
    await database.asAdmin('create table if not exists one (id int primary key)');
    await expect(run({ query, parameters })).rejects.toMatchObject({
      errorClass,
      message: expect.not.stringContaining('hunter2') as string,
    });
  });

  it('refuses a login, and a server without TLS where that is required', async () => {
    await expect(run({ query: 'select 1' }, outside({ user: 'nobody', secret: 'hunter2' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/nobody|hunter2/) as string,
    });
    await expect(run({ query: 'select 1' }, outside({ tls: 'required' }))).rejects.toMatchObject({
      errorClass: 'ConnectionError',
    });
    expect((await run({ query: 'select 1 as n' }, outside({ tls: 'preferred' }))).bundles).toEqual([{ n: 1 }]);
  });

  it('goes nowhere but through the way out', async () => {
    const closed = outside({}, '');
    await expect(run({ query: 'select 1' }, closed)).rejects.toMatchObject({ errorClass: 'ConnectionError' });
    const open = outside();
    await run({ query: 'select 1' }, open);
    expect(open.opened).toHaveLength(1);
  });

  it.each([{}, { query: '' }, { query: 'x'.repeat(1_048_577) }])('refuses a query that is none', async (mapped) => {
    await expect(run(mapped)).rejects.toMatchObject({ errorClass: 'DataError' });
  });
});
