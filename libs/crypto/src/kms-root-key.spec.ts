import { Secret } from '@ebbflow/kernel';
import { KmsFake } from '@ebbflow/testing';
import { CannotOpenError } from './index.ts';
import { KmsRootKey, SecretEnvelope } from './secrets.ts';

const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/0193f5a0-c0de-7000-8000-00000000a001';
const context = { tenant: 'vault', object: 'wrapping-key', field: 'wrapping_key.key', version: 1 };
const plain = Buffer.alloc(32, 5);

describe('a root key in AWS KMS', () => {
  const kms = new KmsFake(ARN);
  let envelope: SecretEnvelope;
  beforeAll(async () => {
    await kms.start();
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: new Secret('a-secret-access-key') };
    envelope = new SecretEnvelope(new KmsRootKey(ARN, { endpoint: kms.url, credentials }).wrapper());
  });
  beforeEach(() => {
    kms.keys.set(ARN, 'Enabled');
  });
  afterAll(() => kms.stop());

  it('seals and opens by signed requests to KMS, for the exact context', async () => {
    const sealed = await envelope.seal(context, plain);
    expect(await envelope.open(context, sealed)).toEqual(plain);
    expect(kms.asked.map(({ target }) => target)).toEqual(['TrentService.GenerateDataKey', 'TrentService.Decrypt']);
    for (const { authorization, date } of kms.asked) {
      expect(authorization).toMatch(
        /^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/kms\/aws4_request, SignedHeaders=[a-z0-9;-]*host[a-z0-9;-]*, Signature=[0-9a-f]{64}$/,
      );
      expect(date).toMatch(/^\d{8}T\d{6}Z$/);
      expect(authorization).not.toContain('a-secret-access-key');
    }
    await expect(envelope.open({ ...context, version: 2 }, sealed)).rejects.toThrow(CannotOpenError);
  });

  it.each(['Disabled', 'PendingDeletion'] as const)(
    'says so when the key is %s, and opens again when it no longer is',
    async (state) => {
      const sealed = await envelope.seal(context, plain);
      kms.keys.set(ARN, state);
      const refused = { code: 'CRYPTO.ROOT_KEY_REFUSED', message: expect.stringContaining(ARN) };
      await expect(envelope.open(context, sealed)).rejects.toMatchObject(refused);
      await expect(envelope.seal(context, plain)).rejects.toMatchObject(refused);
      kms.keys.set(ARN, 'Enabled');
      expect(await envelope.open(context, sealed)).toEqual(plain);
    },
  );

  it('that does not answer is a matter of waiting, not of wrong bytes', async () => {
    const sealed = await envelope.seal(context, plain);
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: new Secret('x') };
    const away = new KmsRootKey(ARN, { endpoint: 'http://127.0.0.1:1', credentials, timeoutMs: 500 });
    await expect(new SecretEnvelope(away.wrapper()).open(context, sealed)).rejects.toMatchObject({
      code: 'CRYPTO.ROOT_KEY_AWAY',
    });
  });

  it('is named by the ARN of a key, not by an alias', () => {
    for (const name of ['', 'alias/ebbflow', 'arn:aws:kms:eu-central-1:111122223333:alias/ebbflow']) {
      expect(() => new KmsRootKey(name)).toThrow(expect.objectContaining({ code: 'CRYPTO.BAD_KEY' }));
    }
  });
});
