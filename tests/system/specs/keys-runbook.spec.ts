import { existsSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Settings } from '@ebbflow/config';
import { generateRootKey } from '@ebbflow/crypto';
import { systemClock } from '@ebbflow/kernel';
import { ServiceClient, ServiceKeysConfig, ServiceTokens, ServiceUrlsConfig } from '@ebbflow/service-host';
import { waitFor } from '@ebbflow/testing';
import { Client } from 'pg';
import { AllInOneProcess } from '../src/all-in-one-process.ts';
import { documentedCommands, wordsOf } from '../src/documented-commands.ts';
import { newFolder } from '../src/new-folder.ts';

const TERMINAL = 'npm run ebbflow -- ';
const elsewhere = newFolder('ebbflow backups ');
const passphrase = 'a passphrase that is written down';
const SECRET = 'canary-secret-of-the-runbook';
/** Each step is a program of its own, and some are several. */
const PATIENCE_MS = 180_000;
/** Of the page, in its order; each is run once, with these words in place of its capitals. */
const steps = documentedCommands('docs/runbooks/keys.md').filter((line) => line.startsWith(TERMINAL));
const words = new Map([
  ['BACKUP', join(elsewhere, 'root-key.backup')],
  ['NEW_BACKUP', join(elsewhere, 'root-key.new-backup')],
]);

describe('the runbook of keys, followed step by step', () => {
  const ebbflow = new AllInOneProcess({}, newFolder('ebbflow keys '));
  const rootKeyFile = join(ebbflow.dataDir, 'secrets/root-key');
  const done: string[] = [];
  let connectionId = '';
  let first: { rootKey: string; generation: number };

  /** The next command of the page, which must be this one. */
  const follow = async (command: string, ...more: string[]): Promise<{ code: number | null; said: string }> => {
    const line = steps[done.length] ?? '';
    done.push(line);
    expect(line.slice(TERMINAL.length)).toBe(command);
    const argv = wordsOf(command).map((word) => words.get(word) ?? word);
    const { code, stdout, stderr } = await ebbflow.ebbflowRaw(...argv, ...more);
    return { code, said: `${stdout}${stderr}` };
  };
  const status = () => ebbflow.ebbflow<typeof first & { sealedUnder: string; state: string }>('keys', 'status');
  const make = (name: string): Promise<Response> => {
    const connection = {
      name,
      kind: 'api-key',
      settings: { placement: 'header', parameterName: 'X-Api-Key' },
      secret: { key: SECRET },
      allowedOrigins: ['https://api.example.com'],
    };
    return ebbflow.api('vault/v1/connections', { method: 'POST', body: JSON.stringify(connection) });
  };
  /** What a run gets of the connection that was made at the beginning: asked for with the executor's key, as a run does. */
  const lease = async (): Promise<unknown> => {
    const read = (file: string): unknown => JSON.parse(readFileSync(join(ebbflow.dataDir, file), 'utf8')) as unknown;
    const { privateKeys, jwks } = read('secrets/service-keys.json') as {
      privateKeys: { executor: string };
      jwks: string;
    };
    const { vaultUrl } = read('operator.json') as { vaultUrl: string };
    const settings = new Settings({
      EBB_SERVICE_KEY: privateKeys.executor,
      EBB_SERVICE_JWKS: jwks,
      EBB_URL_VAULT: vaultUrl,
    });
    const tokens = new ServiceTokens(new ServiceKeysConfig(settings), 'executor', systemClock);
    const client = new ServiceClient(tokens, new ServiceUrlsConfig(settings));
    const body = {
      tenantId: words.get('ORG'),
      connectionId,
      runId: 'run_0193f5a0c0de7000800000000000a001',
      scenarioId: 'scn_0193f5a0c0de7000800000000000a002',
      teamId: null,
      origin: 'https://api.example.com',
    };
    try {
      return ((await client.call('vault', 'POST', '/internal/v1/leases', { body })) as { headers: unknown }).headers;
    } finally {
      await client.onApplicationShutdown();
    }
  };
  const OPENED = [['X-Api-Key', SECRET]];
  /** Payloads too: the sample's run shows what each module gave. */
  const runsOpen = async (): Promise<boolean> => {
    const read = async <Answer>(path: string): Promise<Answer> => (await ebbflow.api(path)).json() as Promise<Answer>;
    const { items } = await read<{ items: { id: string }[] }>('log-store/v1/runs');
    const shown = await read<{ modules: unknown[] | null }>(`log-store/v1/runs/${items.at(-1)?.id ?? ''}`);
    return shown.modules !== null && shown.modules.length > 0;
  };

  beforeAll(async () => {
    process.env['EBB_BACKUP_PASSPHRASE'] = passphrase;
    await ebbflow.start();
    await waitFor(runsOpen);
    first = await status();
    const database = new Client({ connectionString: ebbflow.adminUrl });
    await database.connect();
    const { rows } = await database.query<{ org: string }>('select tenant_id as org from vault.tenant_key limit 1');
    await database.end();
    words.set('ORG', rows[0]?.org ?? '');
    const made = await make('before');
    expect(made.status).toBe(201);
    connectionId = ((await made.json()) as { id: string }).id;
    expect(await lease()).toEqual(OPENED);
  }, PATIENCE_MS);

  afterAll(async () => {
    delete process.env['EBB_BACKUP_PASSPHRASE'];
    await ebbflow[Symbol.asyncDispose]();
    rmSync(elsewhere, { recursive: true });
  }, PATIENCE_MS);

  it(
    'first start: the key is backed up, elsewhere, and the backup is tried',
    async () => {
      expect(ebbflow.output).toMatch(/Root key +back it up now/);
      const beside = await ebbflow.ebbflowRaw('keys', 'backup-root', join(ebbflow.dataDir, 'backup'));
      expect(beside).toMatchObject({ code: 1, stderr: expect.stringContaining('lies in the data folder') });
      expect(await follow('keys backup-root BACKUP')).toMatchObject({
        code: 0,
        said: expect.stringContaining(`Root key ${first.rootKey}`),
      });
      const backup = words.get('BACKUP') ?? '';
      expect(statSync(backup).mode & 0o777).toBe(0o600);
      expect(readFileSync(backup, 'utf8')).not.toContain(readFileSync(rootKeyFile, 'utf8').trim());
      // A backup is never written over.
      expect((await ebbflow.ebbflowRaw('keys', 'backup-root', backup)).code).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'status: of the instance and of an organisation, without a key in it',
    async () => {
      const ofInstance = await follow('keys status');
      expect(ofInstance).toMatchObject({ code: 0, said: expect.stringContaining('Settled') });
      // The sample's run has left details under this hour.
      expect(ofInstance.said).toMatch(/execution-details +60 +[12] +20\d\d-/);
      const { code, said } = await follow('keys status ORG');
      expect({ code, said }).toEqual({ code: 0, said: expect.stringMatching(/secrets +1 +active/) });
      expect(said).not.toContain(readFileSync(rootKeyFile, 'utf8').trim());
    },
    PATIENCE_MS,
  );

  it(
    'rotate: another root key is in place and backed up, everything lies under it, and the old one is gone',
    async () => {
      const old = readFileSync(rootKeyFile, 'utf8');
      expect(await follow('keys rotate-root --backup NEW_BACKUP')).toMatchObject({ code: 0 });
      const now = await status();
      expect(now).toMatchObject({ state: 'settled', sealedUnder: now.rootKey });
      expect(now.rootKey).not.toBe(first.rootKey);
      expect(readFileSync(rootKeyFile, 'utf8')).not.toBe(old);
      expect(existsSync(`${rootKeyFile}.previous`)).toBe(false);
      expect(existsSync(words.get('NEW_BACKUP') ?? '')).toBe(true);
      expect((await follow('keys rotate-wrapping')).said).toContain(`under root key ${now.rootKey}`);
      expect([await lease(), await runsOpen()]).toEqual([OPENED, true]);
    },
    PATIENCE_MS,
  );

  it(
    'rotate the keys of an organisation: younger ones are there, what the older ones sealed is read',
    async () => {
      expect((await follow('keys rotate-tenant ORG')).said).toMatch(/payload +2 +active/);
      expect([await lease(), await runsOpen()]).toEqual([OPENED, true]);
    },
    PATIENCE_MS,
  );

  it(
    'lose: Ebbflow refuses to start and says how to go on; it makes no new key',
    async () => {
      await ebbflow.stop();
      renameSync(rootKeyFile, `${elsewhere}/lost`);
      await expect(ebbflow.start()).rejects.toThrow(
        /ended \(78\)[\s\S]*The root key is not at [\s\S]*keys restore-root/,
      );
      expect(existsSync(rootKeyFile)).toBe(false);
    },
    PATIENCE_MS,
  );

  it(
    'another key in its place: refused too, with both fingerprints, and not overwritten by a restore',
    async () => {
      const wrong = generateRootKey(rootKeyFile);
      await expect(ebbflow.start()).rejects.toThrow(new RegExp(`ended \\(78\\)[\\s\\S]*fingerprint ${wrong}`));
      const refused = await ebbflow.ebbflowRaw('keys', 'restore-root', words.get('NEW_BACKUP') ?? '');
      expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining(wrong) });
      process.env['EBB_BACKUP_PASSPHRASE'] = 'not that passphrase';
      const guessed = await ebbflow.ebbflowRaw('keys', 'restore-root', words.get('NEW_BACKUP') ?? '', '--replace');
      process.env['EBB_BACKUP_PASSPHRASE'] = passphrase;
      expect(guessed.code).toBe(1);
    },
    PATIENCE_MS,
  );

  it(
    'restore: the key is back, the start goes through, and old secrets open',
    async () => {
      expect(await follow('keys restore-root NEW_BACKUP', '--replace')).toMatchObject({ code: 0 });
      const mark = ebbflow.output.length;
      await ebbflow.start();
      expect(ebbflow.output.slice(mark)).toMatch(/Root key +backed up on \d{4}-\d\d-\d\d/);
      expect([await lease(), await runsOpen()]).toEqual([OPENED, true]);
    },
    PATIENCE_MS,
  );

  it(
    'shred: only with the id again; then nothing of the organisation is sealed or opened any more',
    async () => {
      const other = await ebbflow.ebbflowRaw('keys', 'shred', words.get('ORG') ?? '', '--yes-shred', 'org_other');
      expect(other).toMatchObject({ code: 1, stderr: expect.stringContaining('nothing was destroyed') });
      const nobody = await ebbflow.ebbflowRaw('keys', 'shred', words.get('ORG') ?? '');
      expect(nobody).toMatchObject({ code: 1, stderr: expect.stringContaining('--yes-shred') });
      expect([await lease(), await runsOpen()]).toEqual([OPENED, true]);
      expect((await follow('keys shred ORG --yes-shred ORG')).said).toMatch(/^\d+ keys of org_\w+ are destroyed/);
      await expect(lease()).rejects.toThrow('has been destroyed');
      expect((await make('after')).status).toBe(410);
    },
    PATIENCE_MS,
  );

  it(
    'was followed to its end',
    () => {
      expect(done).toEqual(steps);
    },
    PATIENCE_MS,
  );
});
