import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '@ebbflow/embedded-postgres';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { freePortPair } from '../src/free-port-pair.ts';
import { newFolder } from '../src/new-folder.ts';

describe('npm start on a machine that is not empty', () => {
  it('uses the Postgres it is given by URL, and leaves its data folder without one', async () => {
    const folder = newFolder('ebbflow given ');
    const postgres = await startEmbeddedPostgres({ dataDir: join(folder, 'postgres') });
    try {
      await using ebbflow = new AllInOneProcess({ EBB_DATABASE_ADMIN_URL: postgres.url });
      await ebbflow.start();
      expect(ebbflow.output).toMatch(/Database +PostgreSQL at 127\.0\.0\.1/);
      expect(ebbflow.output).toMatch(/Sample +.* success/);
      expect(await ebbflow.stop()).toBe(0);
    } finally {
      await postgres.stop();
      rmSync(folder, { recursive: true });
    }
  }, 90_000);

  it('says so when the Postgres of the URL does not answer, without its password', async () => {
    const url = `postgres://admin:not-to-be-shown@127.0.0.1:${String(await freePortPair())}/ebbflow`;
    const ebbflow = new AllInOneProcess({ EBB_DATABASE_ADMIN_URL: url });
    await expect(ebbflow.start()).rejects.toThrow(/database at 127\.0\.0\.1 does not answer/);
    expect(ebbflow.output).not.toContain('not-to-be-shown');
    rmSync(ebbflow.dataDir, { recursive: true });
  }, 90_000);

  it('says which port is taken when that port was asked for', async () => {
    const port = await freePortPair();
    const other = createServer().listen(port, '127.0.0.1');
    const ebbflow = new AllInOneProcess({ EBB_PORT: String(port) });
    await expect(ebbflow.start()).rejects.toThrow(new RegExp(`Port ${String(port)} .* is taken`));
    other.close();
    rmSync(ebbflow.dataDir, { recursive: true });
  }, 90_000);
});
