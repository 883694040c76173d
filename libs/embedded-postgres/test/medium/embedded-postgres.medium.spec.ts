import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Client } from 'pg';
import { startEmbeddedPostgres } from '../../src/index.ts';
import { processIdentity } from '../../src/process-identity.ts';

const here = dirname(fileURLToPath(import.meta.url));
const root = resolve(here, '../../../..');
const asRoot = process.getuid?.() === 0 ? it : it.skip;

describe('the embedded Postgres', () => {
  let folder: string;
  const started: { stop(): Promise<void> }[] = [];

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebbflow pg '));
    // mkdtemp makes it 0700; what that leads to is a case of its own below.
    chmodSync(folder, 0o755);
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
  });

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const start = async (dataDir: string): ReturnType<typeof startEmbeddedPostgres> => {
    const server = await startEmbeddedPostgres({ dataDir });
    started.push(server);
    return server;
  };

  it('starts in a path with a space, asks for its password, listens on loopback only and is durable', async () => {
    const { url, dataDir } = await start(join(folder, 'data'));
    expect(dataDir).toBe(join(folder, 'data'));
    const [settings] = await query(
      url,
      `select current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
              current_setting('synchronous_commit') as commit, current_setting('server_version_num')::int >= 150000 as recent`,
    );
    expect(settings).toEqual({ addresses: '127.0.0.1', fsync: 'on', commit: 'on', recent: true });
    const wrong = new URL(url);
    wrong.password = 'guessed';
    await expect(query(wrong.href, 'select 1')).rejects.toThrow(/password authentication failed/);
  });

  it('keeps its data and password over a restart', async () => {
    const dataDir = join(folder, 'restart');
    const first = await start(dataDir);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start(dataDir);
    await expect(query(second.url, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
    expect(new URL(second.url).password).toBe(new URL(first.url).password);
  });

  it('is refused to a second owner, with a sentence that says who has it', async () => {
    await start(join(folder, 'owned'));
    await expect(startEmbeddedPostgres({ dataDir: join(folder, 'owned') })).rejects.toMatchObject({
      code: 'EMBEDDED_POSTGRES.IN_USE',
      message: expect.stringContaining(`process ${String(process.pid)}`) as string,
    });
  });

  it.each(['its keeper alive', 'its keeper dead too'])(
    'is taken over with all that was committed after its owner was killed, %s',
    async (variant) => {
      const dataDir = join(folder, variant);
      const owner = spawn(
        process.execPath,
        [
          ...['--conditions=@ebbflow/source', '--import', join(root, 'tools/dev/source-loader.mjs')],
          ...[join(here, 'hold-server.ts'), dataDir],
        ],
        { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
      );
      const url = await new Promise<string>((done) => createInterface({ input: owner.stdout }).once('line', done));
      await query(url, 'create table kept as select 42 as answer');
      const server = Number(readFileSync(join(dataDir, 'cluster/postmaster.pid'), 'utf8').split('\n')[0]);
      if (variant.includes('dead')) process.kill(keeperOf(server), 'SIGKILL');
      owner.kill('SIGKILL');
      const next = await start(dataDir);
      await expect(query(next.url, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
      expect(processIdentity(server)).toBeUndefined();
    },
  );

  it('begins anew when it was interrupted while it was first made', async () => {
    const dataDir = join(folder, 'interrupted');
    mkdirSync(join(dataDir, 'cluster.new'), { recursive: true });
    writeFileSync(join(dataDir, 'cluster.new', 'half'), '');
    const { url } = await start(dataDir);
    await expect(query(url, 'select 1 as one')).resolves.toEqual([{ one: 1 }]);
    expect(existsSync(join(dataDir, 'cluster.new'))).toBe(false);
  });

  asRoot('tells where its data truly lies when its account cannot reach the folder (needs root)', async () => {
    const locked = mkdtempSync(join(tmpdir(), 'ebbflow-locked-'));
    const first = await start(join(locked, 'data'));
    expect(first.dataDir).not.toContain(locked);
    expect(existsSync(join(first.dataDir, 'cluster'))).toBe(true);
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    const second = await start(join(locked, 'data'));
    expect(second.dataDir).toBe(first.dataDir);
    await expect(query(second.url, 'select answer from kept')).resolves.toEqual([{ answer: 42 }]);
    await second.stop();
    rmSync(second.dataDir, { recursive: true });
    rmSync(locked, { recursive: true });
  });
});

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(sql)).rows as unknown[];
  } finally {
    await client.end();
  }
}

function keeperOf(pid: number): number {
  const stat = readFileSync(`/proc/${String(pid)}/stat`, 'utf8');
  return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
}
