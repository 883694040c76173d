import { spawn, type ChildProcess } from 'node:child_process';
import { createPrivateKey } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { text } from 'node:stream/consumers';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { kidOf } from '../../src/tokens/service-keys.ts';
import { keys } from '../support/house.ts';

const root = resolve(import.meta.dirname, '../../../..');
const main = resolve(import.meta.dirname, '../support/probe-main.ts');
const started: ChildProcess[] = [];

interface Run {
  readonly child: ChildProcess;
  readonly exit: Promise<{ code: number | null; stderr: string }>;
  /** The port of the line that says so. */
  readonly port: Promise<number>;
}

function run(settings: Record<string, string> = {}, ...args: string[]): Run {
  const child = spawn(
    process.execPath,
    ['--conditions=@ebbflow/source', '--import', './tools/dev/source-loader.mjs', main, ...args],
    {
      cwd: root,
      env: {
        EBB_SERVICE_PORT: '0',
        EBB_SERVICE_KEY: keys.privateKeys.console,
        EBB_SERVICE_JWKS: keys.jwks,
        ...settings,
      },
    },
  );
  started.push(child);
  const stderr = text(child.stderr);
  const exit = new Promise<{ code: number | null; stderr: string }>((done) => {
    child.on(
      'close',
      (code) =>
        void stderr.then((said) => {
          done({ code, stderr: said });
        }),
    );
  });
  const port = new Promise<number>((found, failed) => {
    let said = '';
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      const match = /"port":(\d+)/.exec(said);
      if (match) found(Number(match[1]));
    });
    child.on('close', () => {
      failed(new Error(`It ended before it listened: ${said}`));
    });
  });
  port.catch(() => undefined);
  return { child, exit, port };
}

afterAll(() => {
  for (const child of started) child.kill('SIGKILL');
});

it('refuses a bad setting with exit code 78 and one sentence on stderr', async () => {
  const { code, stderr } = await run({ EBB_HTTP_BODY_LIMIT: '5 apples' }).exit;
  expect(code).toBe(78);
  expect(stderr).toBe('EBB_HTTP_BODY_LIMIT must be a size with a unit: B, KiB, MiB or GiB.\n');
}, 30_000);

it('says how it is used, with exit code 2', async () => {
  expect(await run({}, 'serve').exit).toEqual({ code: 2, stderr: 'usage: main.js [migrate | new-service-key FILE]\n' });
}, 30_000);

it('makes its next key: the private one into a new file of its owner, the public one to print', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ebbflow-next-key-'));
  const file = join(folder, 'next.pem');
  const made = run({}, 'new-service-key', file);
  const printed = await text(made.child.stdout as Readable);
  expect(await made.exit).toEqual({ code: 0, stderr: '' });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  const publicJwk = JSON.parse(printed) as { kid: string };
  expect(publicJwk.kid).toBe(kidOf('console', createPrivateKey(readFileSync(file))));
  expect(printed).not.toContain('"d"');
  expect((await run({}, 'new-service-key', file).exit).code).toBe(1);
  rmSync(folder, { recursive: true });
}, 30_000);

it.each(['SIGTERM', 'SIGINT'] as const)(
  'finishes the request in flight on %s, takes no new one, and exits 0',
  async (signal) => {
    const { child, exit, port } = run();
    const address = { host: '127.0.0.1', port: await port };
    const outgoing = request({ ...address, path: '/v1/stream', method: 'POST', headers: { 'content-length': '8' } });
    const answered = new Promise<string>((done, failed) => {
      outgoing.on('response', (response) => void text(response).then(done, failed));
      outgoing.on('error', failed);
    });
    await new Promise((sent) => outgoing.write('half', sent));
    // Answered means that the first half has arrived, too: connections are served in the order they came.
    expect(
      (await fetch(`http://127.0.0.1:${String(address.port)}/health/live`, { headers: { connection: 'close' } }))
        .status,
    ).toBe(200);
    child.kill(signal);
    await refusal(address);
    outgoing.end('half');
    expect(JSON.parse(await answered)).toEqual({ length: 8 });
    expect((await exit).code).toBe(0);
  },
  30_000,
);

/** Resolves as soon as no new connection is taken. */
async function refusal({ host, port }: { host: string; port: number }): Promise<void> {
  for (;;) {
    const answer = await fetch(`http://${host}:${String(port)}/health/live`, {
      headers: { connection: 'close' },
    }).catch(() => undefined);
    if (answer === undefined) return;
    await new Promise((next) => setImmediate(next));
  }
}
