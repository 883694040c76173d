import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Secret } from '@ebbflow/kernel';
import { CannotOpenError } from './index.ts';
import { KmsRootKey, SecretEnvelope } from './secrets.ts';

const ARN = 'arn:aws:kms:eu-central-1:111122223333:key/0193f5a0-c0de-7000-8000-00000000a001';
const context = { tenant: 'vault', object: 'wrapping-key', field: 'wrapping_key.key', version: 1 };
const plain = Buffer.alloc(32, 5);

interface KmsRequest {
  readonly KeyId: string;
  readonly EncryptionContext: Record<string, string>;
  readonly CiphertextBlob: string;
}

/** Answers as KMS does, with the state of one key: what it generated it gives back for the same context, and nothing else. */
class KmsFake {
  state: 'Enabled' | 'Disabled' | 'PendingDeletion' = 'Enabled';
  readonly asked: { target: string; authorization: string; date: string }[] = [];
  readonly #issued = new Map<string, { key: string; context: string }>();
  readonly server = createServer((request, response) => {
    void bodyOf(request).then((text) => {
      const target = String(request.headers['x-amz-target']);
      this.asked.push({
        target,
        authorization: String(request.headers.authorization),
        date: String(request.headers['x-amz-date']),
      });
      const [status, answer] = this.#answer(target, JSON.parse(text) as KmsRequest);
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(answer));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${String((this.server.address() as AddressInfo).port)}`;
  }

  #answer(target: string, request: KmsRequest): [number, object] {
    if (this.state === 'Disabled') return [400, { __type: 'DisabledException', message: 'disabled' }];
    if (this.state === 'PendingDeletion') return [400, { __type: 'KMSInvalidStateException', message: 'pending' }];
    const asked = JSON.stringify(Object.entries(request.EncryptionContext).sort());
    if (target === 'TrentService.GenerateDataKey') {
      const [blob, key] = [randomBytes(64).toString('base64'), randomBytes(32).toString('base64')];
      this.#issued.set(blob, { key, context: asked });
      return [200, { KeyId: ARN, CiphertextBlob: blob, Plaintext: key }];
    }
    const issued = this.#issued.get(request.CiphertextBlob);
    if (target !== 'TrentService.Decrypt' || issued?.context !== asked) {
      return [400, { __type: 'InvalidCiphertextException' }];
    }
    return [200, { KeyId: ARN, Plaintext: issued.key }];
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

describe('a root key in AWS KMS', () => {
  const kms = new KmsFake();
  let envelope: SecretEnvelope;
  beforeAll(async () => {
    await new Promise<void>((resolve) => kms.server.listen(0, '127.0.0.1', resolve));
    const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: new Secret('a-secret-access-key') };
    envelope = new SecretEnvelope(new KmsRootKey(ARN, { endpoint: kms.url, credentials }).wrapper());
  });
  beforeEach(() => {
    kms.state = 'Enabled';
  });
  afterAll(async () => {
    kms.server.closeAllConnections();
    await new Promise((resolve) => kms.server.close(resolve));
  });

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
      kms.state = state;
      const refused = { code: 'CRYPTO.ROOT_KEY_REFUSED', message: expect.stringContaining(ARN) };
      await expect(envelope.open(context, sealed)).rejects.toMatchObject(refused);
      await expect(envelope.seal(context, plain)).rejects.toMatchObject(refused);
      kms.state = 'Enabled';
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
