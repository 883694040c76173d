import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { Secret } from '@ebbflow/kernel';
import { generateRootKey } from './index.ts';
import { loadRootKey, parseRootKey, SecretEnvelope } from './secrets.ts';

describe('the root key', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'ebbflow-root-key-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('is written as base64 for its owner only, and read back as the same key', async () => {
    const path = join(folder, 'root.key');
    const fingerprint = generateRootKey(path);
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toMatch(/^[A-Za-z0-9+/]{43}=\n$/);
    const key = loadRootKey(path);
    expect(key.fingerprint).toBe(fingerprint);
    const context = { tenant: 't', object: 'o', field: 'f', version: 1 };
    const sealed = await new SecretEnvelope(key.wrapper()).seal(context, Buffer.from('x'));
    expect((await new SecretEnvelope(loadRootKey(path).wrapper()).open(context, sealed)).toString()).toBe('x');
  });

  it('is never written over', () => {
    const path = join(folder, 'root.key');
    generateRootKey(path);
    const before = readFileSync(path, 'utf8');
    expect(() => generateRootKey(path)).toThrow(expect.objectContaining({ code: 'EEXIST' }));
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  it('is refused, with a sentence that does not hold it, when a character is missing or it is no base64', () => {
    const good = Buffer.alloc(32, 0x5a).toString('base64');
    for (const bad of ['', good.slice(1), `${good}A`, good.replace('=', ''), `*${good.slice(1)}`, 'a'.repeat(64)]) {
      const path = join(folder, 'bad.key');
      writeFileSync(path, bad);
      expect(() => loadRootKey(path)).toThrow(
        expect.objectContaining({
          code: 'CRYPTO.BAD_ROOT_KEY',
          message: expect.not.stringContaining(good.slice(2, 40)),
        }),
      );
    }
  });

  it('shows its fingerprint and nothing else when printed', () => {
    const base64 = Buffer.alloc(32, 0x41).toString('base64');
    const key = parseRootKey(new Secret(base64), 'EBB_VAULT_ROOT_KEY');
    const printed = inspect(key, { depth: 9, showHidden: true }) + JSON.stringify(key);
    expect(printed).toContain(key.fingerprint);
    expect(printed).not.toMatch(/QUFBQUFB|41 41 41|65, ?65/);
    expect(key.fingerprint).toMatch(/^[0-9a-f]{16}$/);
  });
});
