import type { Bundle, DatabaseAccess, ModuleResult } from '@ebbflow/connector-sdk';
import { anOutside, type Outside } from '@ebbflow/testing';
import mysql from 'mysql2';
import { MysqlServer, type PreparedAnswer } from '../test/mysql-server.fake.ts';
import { mysqlConnector } from './mysql.connector.ts';

const { Types } = mysql;

describe('mysql:executeQuery, against the protocol', () => {
  const closing: { close(): Promise<void> }[] = [];
  afterEach(async () => {
    for (const open of closing.splice(0).reverse()) await open.close();
  });

  async function serve(answer: PreparedAnswer = {}): Promise<{ server: MysqlServer; port: number }> {
    const server = new MysqlServer();
    server.answer = answer;
    const port = await server.listen();
    closing.push(server);
    return { server, port };
  }

  function outside(port: number, access: Partial<DatabaseAccess> = {}, allow?: string): Outside {
    const mysql: DatabaseAccess = {
      host: 'localhost',
      port,
      user: 'ada',
      secret: 'hunter2-secret',
      database: 'test',
      tls: 'off',
      verifiesCertificate: true,
      ...access,
    };
    const made = anOutside({ credentials: { mysql }, ...(allow === undefined ? {} : { allow }) });
    closing.push(made);
    return made;
  }

  const [module] = mysqlConnector.modules;
  const run = async (mapped: Bundle, { context }: Outside): Promise<ModuleResult> => {
    if (module === undefined) throw new Error('no module');
    return module.run({ mapped, parameters: { account: 1 } }, context);
  };
  const numbers = (count: number): PreparedAnswer => ({
    columns: [{ name: 'n', columnType: Types.VAR_STRING }],
    rows: Array.from({ length: count }, (_, n) => [String(n)]),
  });

  it('prepares the text, sends values beside it, and gives one bundle a row as plain data', async () => {
    const { server, port } = await serve({
      columns: [
        { name: 'name', columnType: Types.VAR_STRING },
        { name: 'exact', columnType: Types.NEWDECIMAL },
        { name: 'fine', columnType: Types.NEWDECIMAL },
        { name: 'doc', columnType: Types.JSON },
        { name: '__proto__', columnType: Types.VAR_STRING },
      ],
      rows: [['a', '1.50', '0.1234567890123456789', '{"a":[1]}', 'evil']],
    });
    const hostile = `'); drop table item; --`;
    const { bundles } = await run({ query: 'select ? as name', parameters: [hostile] }, outside(port));
    expect(bundles).toEqual([{ name: 'a', exact: 1.5, fine: '0.1234567890123456789', doc: { a: [1] } }]);
    expect(server.prepared).toEqual(['select ? as name']);
    expect(server.executed.at(-1)).toContain(hostile);
  });

  it('tells of a statement without rows how many it touched', async () => {
    const { port } = await serve({ summary: { affectedRows: 3, insertId: 7 } });
    expect((await run({ sql: 'delete from t' }, outside(port))).bundles).toEqual([{ affectedRows: 3, insertId: 7 }]);
  });

  it('takes no more rows than were asked for, and tells that there are more', async () => {
    const { port } = await serve(numbers(5_000));
    const few = await run({ query: 'select', limit: 3 }, outside(port));
    expect([few.bundles.map(({ n }) => n), few.warnings?.length]).toEqual([['0', '1', '2'], 1]);
    const { port: other } = await serve(numbers(30));
    const all = await run({ query: 'select', limit: 30 }, outside(other));
    expect([all.bundles.length, all.warnings]).toEqual([30, undefined]);
  });

  it('ends a query that takes too long', async () => {
    const { port } = await serve({ isSilent: true });
    await expect(run({ query: 'select', timeout: 1 }, outside(port))).rejects.toMatchObject({
      errorClass: 'ModuleTimeoutError',
    });
  });

  it('ends where the rows become too large', async () => {
    const large = 'x'.repeat(1_000_000);
    const { port } = await serve({ ...numbers(0), rows: Array.from({ length: 60 }, () => [large]) });
    await expect(run({ query: 'select' }, outside(port))).rejects.toMatchObject({
      errorClass: 'MaxResultsExceededError',
    });
  });

  it.each([
    [1062, 'DuplicateDataError'],
    [1213, 'ConnectionError'],
    [1366, 'DataError'],
    [3024, 'ModuleTimeoutError'],
    [1146, 'RuntimeError'],
  ])('gives error %i the class an author knows, and quotes nothing', async (code, errorClass) => {
    const { port } = await serve({ error: { code, message: 'about hunter2' } });
    await expect(run({ query: 'select' }, outside(port))).rejects.toMatchObject({
      errorClass,
      message: expect.not.stringContaining('hunter2') as string,
      detail: { code },
    });
  });

  it('refuses a login, and a server without TLS where that is required', async () => {
    const { server, port } = await serve({ summary: { affectedRows: 0, insertId: 0 } });
    await expect(run({ query: 'select' }, outside(port, { user: 'wrong' }))).rejects.toMatchObject({
      errorClass: 'InvalidAccessTokenError',
      message: expect.not.stringMatching(/wrong|hunter2/) as string,
    });
    await expect(run({ query: 'select' }, outside(port, { tls: 'required' }))).rejects.toMatchObject({
      errorClass: 'ConnectionError',
    });
    expect(server.prepared).toEqual([]);
    expect((await run({ query: 'select' }, outside(port, { tls: 'preferred' }))).bundles).toHaveLength(1);
  });

  it('goes nowhere but through the way out', async () => {
    const { server, port } = await serve();
    await expect(run({ query: 'select' }, outside(port, {}, ''))).rejects.toMatchObject({
      errorClass: 'ConnectionError',
    });
    expect(server.sessions).toBe(0);
  });
});
