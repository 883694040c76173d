import { randomBytes } from 'node:crypto';
import { Secret } from '@ebbflow/kernel';
import { backUpRootKey, restoreRootKey } from './index.ts';
import { parseRootKey } from './secrets.ts';

const rootKey = new Secret(`${randomBytes(32).toString('base64')}\n`);
const passphrase = new Secret('a passphrase of some length');

describe('a backup of the root key', () => {
  it('gives the same key back under the same passphrase, and names it', () => {
    const backup = backUpRootKey(rootKey, passphrase);
    expect(backup).not.toContain(rootKey.reveal().trim().slice(0, 20));
    const restored = restoreRootKey(backup, passphrase);
    expect(restored.rootKey.reveal()).toBe(rootKey.reveal().trim());
    expect(restored.fingerprint).toBe(parseRootKey(rootKey, 'test').fingerprint);
  });

  it('gives nothing under another passphrase, or when anything in it was changed', () => {
    const backup = backUpRootKey(rootKey, passphrase);
    const refused = expect.objectContaining({ code: 'CRYPTO.BAD_BACKUP' });
    expect(() => restoreRootKey(backup, new Secret('another passphrase'))).toThrow(refused);
    const file = JSON.parse(backup) as { fingerprint: string; scrypt: object; sealed: string; format: number };
    for (const changed of [
      { ...file, fingerprint: '0123456789abcdef' },
      { ...file, format: 2 },
      { ...file, sealed: Buffer.alloc(48).toString('base64') },
      { ...file, scrypt: { ...file.scrypt, N: 2 ** 30 } },
    ]) {
      expect(() => restoreRootKey(JSON.stringify(changed), passphrase)).toThrow(refused);
    }
    for (const nonsense of ['', 'null', '{}', rootKey.reveal()]) {
      expect(() => restoreRootKey(nonsense, passphrase)).toThrow(refused);
    }
  });

  it('is not made under a passphrase that can be guessed, nor of something that is no root key', () => {
    expect(() => backUpRootKey(rootKey, new Secret('short'))).toThrow(
      expect.objectContaining({ code: 'CRYPTO.WEAK_PASSPHRASE' }),
    );
    expect(() => backUpRootKey(new Secret('no key'), passphrase)).toThrow(
      expect.objectContaining({ code: 'CRYPTO.BAD_ROOT_KEY' }),
    );
  });
});
