import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { generateRootKey, rootKeyFingerprintOf } from '@ebbflow/crypto';
import { Secret } from '@ebbflow/kernel';
import type { RunningService } from '@ebbflow/service-host';
import { testHouse } from '@ebbflow/testing';
import { vaultService } from '@ebbflow/vault';
import { newFolder } from '../src/new-folder.ts';

/** Each step is a program of its own, and some are several. */
const PATIENCE_MS = 180_000;
const root = resolve(import.meta.dirname, '../../..');
const LOADER = ['--conditions=@ebbflow/source', '--import', join(root, 'tools/dev/source-loader.mjs')];
const house = testHouse([vaultService]);
const folder = newFolder('ebbflow keys by hand ');
const place = join(folder, 'vault/root-key');
const previous = `${place}.previous`;
const backupOf = (name: string): string => join(folder, `${name}.backup`);
const read = (file: string): string => readFileSync(file, 'utf8');
const fingerprintIn = (file: string): string => rootKeyFingerprintOf(new Secret(read(file)), file);

interface Outcome {
  readonly code: number;
  readonly answer: { readonly error?: { readonly code: string }; readonly [name: string]: unknown };
}

/** The program as whoever runs the instance starts it, where vault's settings are. */
function keys(vault: RunningService | undefined, ...argv: string[]): Promise<Outcome> {
  const env = {
    ...house.environmentOf('vault', { EBB_URL_VAULT: vault?.url ?? 'http://127.0.0.1:1' }),
    EBB_DATA_DIR: join(folder, 'vault'),
    EBB_VAULT_ROOT_KEY_FILE: place,
    EBB_BACKUP_PASSPHRASE: 'a passphrase that is written down',
  };
  const program = [...LOADER, join(root, 'deploy/cli/src/main.ts'), 'keys', ...argv, '--json'];
  return new Promise((done) => {
    execFile(process.execPath, program, { env }, (error, out) =>
      done({ code: error ? Number(error.code) : 0, answer: JSON.parse(out) as Outcome['answer'] }),
    );
  });
}

beforeAll(() => {
  mkdirSync(join(folder, 'vault'));
  generateRootKey(place);
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe('a rotation of the root key from the terminal', () => {
  let vault: RunningService;
  beforeAll(async () => {
    const settings = { EBB_VAULT_ROOT_KEY_FILE: place, EBB_VAULT_ROOT_KEY_PREVIOUS_FILE: previous };
    vault = await house.start(vaultService, settings);
  });

  it(
    'puts the old key back when vault refuses the new one because it is told of no previous one',
    async () => {
      const unaware = await house.start(vaultService, { EBB_VAULT_ROOT_KEY_FILE: place });
      const before = read(place);
      const refused = await keys(unaware, 'rotate-root', '--backup', backupOf('refused'));
      expect(refused).toMatchObject({ code: 1, answer: { error: { code: 'CONFIG.INVALID' } } });
      expect(read(place)).toBe(before);
      expect([existsSync(previous), existsSync(backupOf('refused'))]).toEqual([false, false]);
    },
    PATIENCE_MS,
  );

  it(
    'touches no key that is not vault’s, and none that vault reads elsewhere',
    async () => {
      const mine = read(place);
      const asText = await house.start(vaultService, { EBB_VAULT_ROOT_KEY: mine.trim() });
      const elsewhere = await keys(asText, 'rotate-root', '--backup', backupOf('elsewhere'));
      expect(elsewhere).toMatchObject({ code: 1, answer: { error: { code: 'CLI.NOT_VAULTS_ROOT_KEY' } } });
      expect([read(place), existsSync(previous)]).toEqual([mine, false]);
      rmSync(place);
      generateRootKey(place);
      const foreign = read(place);
      const refused = await keys(vault, 'rotate-root', '--backup', backupOf('foreign'));
      expect(refused).toMatchObject({ code: 1, answer: { error: { code: 'CLI.NOT_VAULTS_ROOT_KEY' } } });
      expect([read(place), existsSync(previous), existsSync(backupOf('foreign'))]).toEqual([foreign, false, false]);
      writeFileSync(place, mine);
    },
    PATIENCE_MS,
  );

  it(
    'that goes on after it was cut off has a backup of the key in place, or makes it',
    async () => {
      const old = read(place);
      expect((await keys(vault, 'rotate-root', '--backup', backupOf('first'))).code).toBe(0);
      // As after a kill before the old key was deleted.
      writeFileSync(previous, old);
      expect((await keys(vault, 'rotate-root', '--backup', backupOf('second'))).code).toBe(0);
      const { fingerprint } = JSON.parse(read(backupOf('second'))) as { fingerprint: string };
      expect([fingerprint, existsSync(previous)]).toEqual([fingerprintIn(place), false]);
      writeFileSync(previous, old);
      const second = read(backupOf('second'));
      expect((await keys(vault, 'rotate-root', '--backup', backupOf('second'))).code).toBe(0);
      expect([read(backupOf('second')), existsSync(previous)]).toEqual([second, false]);
    },
    PATIENCE_MS,
  );

  it(
    'that goes on takes no backup of another key for one of the key in place',
    async () => {
      const old = read(place);
      await keys(vault, 'rotate-root', '--backup', backupOf('third'));
      writeFileSync(previous, old);
      const refused = await keys(vault, 'rotate-root', '--backup', backupOf('second'));
      expect(refused).toMatchObject({ code: 1, answer: { error: { code: 'CLI.FILE_EXISTS' } } });
      expect(read(previous)).toBe(old);
      rmSync(previous);
    },
    PATIENCE_MS,
  );
});

describe('a restored root key', () => {
  const backup = backupOf('restored');
  let good = '';
  beforeAll(async () => {
    await keys(undefined, 'backup-root', backup);
    good = read(place).trim();
  }, PATIENCE_MS);

  it(
    'takes the place of an empty file',
    async () => {
      writeFileSync(place, '\n');
      expect((await keys(undefined, 'restore-root', backup)).code).toBe(0);
      expect(read(place).trim()).toBe(good);
    },
    PATIENCE_MS,
  );

  it.each([
    ['truncated', (): string => good.slice(0, 20)],
    ['garbage', (): string => '\u0000\u0001 no key at all'],
  ])(
    'takes the place of a file that is %s only with --replace, which keeps that',
    async (_what, damage) => {
      const damaged = damage();
      writeFileSync(place, damaged);
      const refused = await keys(undefined, 'restore-root', backup);
      expect(refused).toMatchObject({ code: 1, answer: { error: { code: 'CLI.OTHER_ROOT_KEY' } } });
      expect(read(place)).toBe(damaged);
      expect((await keys(undefined, 'restore-root', backup, '--replace')).code).toBe(0);
      expect(read(place).trim()).toBe(good);
    },
    PATIENCE_MS,
  );
});
