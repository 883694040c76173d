import type { Bundle, ConnectionPort, ModuleContext, ModuleDefinition } from '@ebbflow/connector-sdk';
import { generateKeyPairSync, verify } from 'node:crypto';
import { createSignature } from './create-signature.action.ts';
import { decryptData } from './decrypt-data.action.ts';
import { decryptSimply } from './decrypt-simply.action.ts';
import { encryptData } from './encrypt-data.action.ts';
import { encryptSimply } from './encrypt-simply.action.ts';

const output = async (module: ModuleDefinition, mapped: Bundle, idempotencyKey = 'run/3#1') =>
  (await module.run({ mapped, parameters: {} }, { idempotencyKey } as ModuleContext)).bundles[0] as Record<
    string,
    string
  >;
const dataError = (message: string) => ({
  errorClass: 'DataError',
  message: expect.stringContaining(message) as string,
});
const key = '0123456789abcdef0123456789abcdef';

describe('AES (simple)', () => {
  it('opens what it sealed, and nothing else', async () => {
    const { data } = await output(encryptSimply, { key, data: 'žluťoučký' });
    expect(data).toMatch(/^[A-Za-z0-9+/]+=*$/);
    expect(await output(decryptSimply, { key, data })).toEqual({ data: 'žluťoučký' });
    await expect(output(decryptSimply, { key: key.replace('0', '1'), data })).rejects.toMatchObject(
      dataError('cannot be decrypted'),
    );
    const changed = Buffer.from(data ?? '', 'base64');
    changed[14] = (changed[14] ?? 0) ^ 1;
    await expect(output(decryptSimply, { key, data: changed.toString('base64') })).rejects.toMatchObject(
      dataError('cannot be'),
    );
    await expect(output(decryptSimply, { key, data: 'AAAA' })).rejects.toMatchObject(dataError('too short'));
  });

  it('seals the same in a repeated step, and another way in any other', async () => {
    const seal = async (data: string, step: string) => (await output(encryptSimply, { key, data }, step))['data'] ?? '';
    expect(await seal('a', 'one')).toBe(await seal('a', 'one'));
    expect(await seal('a', 'one')).not.toBe(await seal('a', 'two'));
    expect((await seal('a', 'one')).slice(0, 16)).not.toBe((await seal('b', 'one')).slice(0, 16));
  });
});

describe('AES (advanced)', () => {
  // Section F.2.1 of NIST SP 800-38A, and test case 3 of McGrew and Viega's GCM specification.
  it.each<[string, Bundle, string]>([
    [
      'cbc',
      {
        key: '2b7e151628aed2a6abf7158809cf4f3c',
        iv: '000102030405060708090a0b0c0d0e0f',
        data: '6bc1bee22e409f96e93d7e117393172a',
      },
      '7649abac8119b246cee98e9b12e9197d8964e0b149c10b7b682e6e39aaeb731c',
    ],
    [
      'aes-128-gcm',
      {
        key: 'feffe9928665731c6d6a8f9467308308',
        iv: 'cafebabefacedbaddecaf888',
        data: 'd9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b391aafd255',
      },
      '42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091473f5985',
    ],
  ])('%s is what the standards say', async (mode, fields, sealed) => {
    const hex = { mode, keyEncoding: 'hex', ivEncoding: 'hex' };
    const result = await output(encryptData, { ...fields, ...hex, inputEncoding: 'hex', outputEncoding: 'hex' });
    expect(result['data']).toBe(sealed);
    if (mode !== 'cbc') expect(result['authTag']).toBe('4d5c2af327cd64a62cf35abd2ba6fab4');
    const { authTag } = result;
    const opened = await output(decryptData, {
      ...fields,
      ...hex,
      data: sealed,
      authTag,
      inputEncoding: 'hex',
      outputEncoding: 'hex',
    });
    expect(opened['data']).toBe(fields['data']);
  });

  it('makes a vector where none is given', async () => {
    for (const mode of ['cbc', 'gcm']) {
      const { data, iv, authTag } = await output(encryptData, { mode, key, data: 'x' });
      expect(await output(decryptData, { mode, key, data, iv, authTag })).toEqual({ data: 'x' });
    }
  });

  it.each<[string, Bundle]>([
    ['"key" must have', { key: 'short' }],
    ['"key" is not hex', { key: 'zz', keyEncoding: 'hex' }],
    ['"key" is empty', { key: '' }],
    ['"iv" must have 12 bytes', { iv: '00' }],
    ['"mode" must be', { mode: 'ecb' }],
    ['"keyEncoding" must be', { keyEncoding: 'constructor' }],
    ['"data" is empty', { data: '' }],
    ['"data" has more than', { data: 'x'.repeat(50_000_000) }],
  ])('says %s, never quoting a key', async (message, fields) => {
    await expect(output(encryptData, { key, data: 'x', ...fields })).rejects.toMatchObject(dataError(message));
  });
});

describe('a key of the keychain', () => {
  const id = 'kch_0193f5a0c0de7000800000000000a001';
  const asked: string[] = [];
  const connections = {
    credentials: async (keyId: string, kind: string) => {
      asked.push(`${kind} ${keyId}`);
      return { key: Buffer.from(key) };
    },
  } as unknown as ConnectionPort;
  const run = async (module: ModuleDefinition, mapped: Bundle) =>
    (await module.run({ mapped, parameters: {} }, { idempotencyKey: 'run/3#1', connections } as ModuleContext))
      .bundles[0] as Record<string, string>;

  it('stands where a key may be written, whatever its encoding is said to be', async () => {
    const named = { key: id, keyEncoding: 'hex' };
    const { data } = await run(encryptSimply, { ...named, data: 'x' });
    expect(await output(decryptSimply, { key, data })).toEqual({ data: 'x' });
    expect(await run(decryptSimply, { ...named, data })).toEqual({ data: 'x' });
    const sealed = await run(encryptData, { ...named, data: 'y' });
    expect(await run(decryptData, { ...named, ...sealed })).toEqual({ data: 'y' });
    expect(asked).toEqual(Array.from({ length: 4 }, () => `aes ${id}`));
  });

  it('is not what only resembles its id', async () => {
    await expect(run(encryptSimply, { key: `${id}0`, data: 'x' })).rejects.toMatchObject(dataError('"key" must have'));
    expect(asked).toHaveLength(4);
  });
});

describe('crypto:CreateSignature', () => {
  const pair = generateKeyPairSync('rsa', { modulusLength: 2_048 });
  const pem = pair.privateKey.export({ type: 'pkcs1', format: 'pem' });

  it('is verified with the public key', async () => {
    for (const algorithm of ['sha1', 'RSA-SHA256']) {
      const { signature } = await output(createSignature, { key: pem, data: 'hello', algorithm });
      const hash = algorithm === 'sha1' ? 'sha1' : 'sha256';
      expect(verify(hash, Buffer.from('hello'), pair.publicKey, Buffer.from(signature ?? '', 'base64'))).toBe(true);
    }
  });

  it('needs an RSA key and a known algorithm', async () => {
    const curve = generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' });
    for (const wrong of ['nonsense', curve]) {
      await expect(output(createSignature, { key: wrong, data: 'x' })).rejects.toMatchObject(
        dataError('"key" must be'),
      );
    }
    await expect(output(createSignature, { key: pem, data: 'x', algorithm: 'md5' })).rejects.toMatchObject(
      dataError('"algorithm"'),
    );
  });
});
