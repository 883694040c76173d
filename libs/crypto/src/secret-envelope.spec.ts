import {
  AlgorithmSuiteIdentifier,
  buildClient,
  buildEncrypt,
  CommitmentPolicy,
  MultiKeyringNode,
} from '@aws-crypto/client-node';
import fc from 'fast-check';
import { CannotOpenError } from './index.ts';
import type { SealContext } from './seal-context.ts';
import { RawAesKeyWrapper, resealSecret, SecretEnvelope } from './secrets.ts';

const wrapper = new RawAesKeyWrapper('root/test', Buffer.alloc(32, 7));
const envelope = new SecretEnvelope(wrapper);
const context: SealContext = { tenant: 'org_a', object: 'con_1', field: 'connection.secret', version: 1 };
const secret = Buffer.from('a very secret API key');
const committing = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

const part = fc.oneof(
  fc.constantFrom('org_a', 'org_b', 'con_1', 'con_2'),
  fc.string({ minLength: 1, maxLength: 20, unit: 'binary' }),
);
const contexts: fc.Arbitrary<SealContext> = fc.record({
  tenant: part,
  object: part,
  field: part,
  version: fc.integer({ min: 1, max: 3 }),
});

describe('SecretEnvelope', () => {
  it('opens under the same key and context', async () => {
    await fc.assert(
      fc.asyncProperty(contexts, fc.uint8Array({ maxLength: 200 }), async (row, plain) => {
        expect(await envelope.open(row, await envelope.seal(row, plain))).toEqual(Buffer.from(plain));
      }),
      { numRuns: 30 },
    );
  });

  it('never opens in the place of another row, whatever two rows are swapped', async () => {
    await fc.assert(
      fc.asyncProperty(contexts, contexts, async (mine, other) => {
        fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
        const sealed = await envelope.seal(mine, secret);
        await expect(envelope.open(other, sealed)).rejects.toThrow(CannotOpenError);
      }),
      { numRuns: 100 },
    );
  });

  it('never opens after any one byte of it was changed or cut off', async () => {
    const sealed = await envelope.seal(context, secret);
    for (let at = 0; at < sealed.length; at += 1) {
      const changed = Buffer.from(sealed);
      changed.writeUInt8(changed.readUInt8(at) ^ 0x01, at);
      await expect(envelope.open(context, changed)).rejects.toThrow(CannotOpenError);
    }
    await expect(envelope.open(context, sealed.subarray(0, -1))).rejects.toThrow(CannotOpenError);
    await expect(envelope.open(context, Buffer.alloc(0))).rejects.toThrow(CannotOpenError);
  });

  it('does not open under another key, even of the same name', async () => {
    const sealed = await envelope.seal(context, secret);
    const others = [
      new RawAesKeyWrapper('root/test', Buffer.alloc(32, 8)),
      new RawAesKeyWrapper('root/other', Buffer.alloc(32, 7)),
    ];
    for (const other of others) {
      await expect(new SecretEnvelope(other).open(context, sealed)).rejects.toThrow(CannotOpenError);
    }
  });

  it('demands the exact context: a message with one pair more or one less does not open', async () => {
    const client = buildClient(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    const exact = { tenant: 'org_a', object: 'con_1', field: 'connection.secret', version: '1' };
    const seal = async (encryptionContext: Record<string, string>): Promise<Buffer> =>
      (await client.encrypt(wrapper.keyring(), secret, { suiteId: committing, encryptionContext })).result;
    // What the SDK itself says of such a message: it opens. The wrapper is what refuses.
    const superset = await seal({ ...exact, more: 'x' });
    expect((await client.decrypt(wrapper.keyring(), superset)).plaintext).toEqual(secret);
    await expect(envelope.open(context, superset)).rejects.toThrow(CannotOpenError);
    const { version: _left, ...subset } = exact;
    await expect(envelope.open(context, await seal(subset))).rejects.toThrow(CannotOpenError);
    expect(await envelope.open(context, await seal(exact))).toEqual(secret);
  });

  it('does not open a message without key commitment, nor one signed, nor one with two wrapped keys', async () => {
    const encryptionContext = { tenant: 'org_a', object: 'con_1', field: 'connection.secret', version: '1' };
    const lax = buildEncrypt(CommitmentPolicy.FORBID_ENCRYPT_ALLOW_DECRYPT);
    const uncommitted = await lax.encrypt(wrapper.keyring(), secret, {
      suiteId: AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA256,
      encryptionContext,
    });
    const strict = buildEncrypt(CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT);
    const signed = await strict.encrypt(wrapper.keyring(), secret, { encryptionContext });
    const second = new RawAesKeyWrapper('second', Buffer.alloc(32, 9));
    const both = new MultiKeyringNode({ generator: wrapper.keyring(), children: [second.keyring()] });
    const doubled = await strict.encrypt(both, secret, { suiteId: committing, encryptionContext });
    for (const { result } of [uncommitted, signed, doubled]) {
      await expect(envelope.open(context, result)).rejects.toThrow(CannotOpenError);
    }
  });

  it('writes neither the secret nor the key into the message', async () => {
    const sealed = await envelope.seal(context, secret);
    expect(sealed.includes(secret)).toBe(false);
    expect(sealed.includes(Buffer.alloc(32, 7))).toBe(false);
  });
});

describe('resealSecret', () => {
  const younger = new RawAesKeyWrapper('root/younger', Buffer.alloc(32, 8));

  it('moves a secret to another key and leaves it bound to what it was bound to', async () => {
    await fc.assert(
      fc.asyncProperty(contexts, contexts, async (mine, other) => {
        const sealed = await envelope.seal(mine, secret);
        const moved = await resealSecret(wrapper, younger, mine.tenant, sealed);
        expect(await new SecretEnvelope(younger).open(mine, moved)).toEqual(secret);
        await expect(envelope.open(mine, moved)).rejects.toThrow(CannotOpenError);
        fc.pre(JSON.stringify(mine) !== JSON.stringify(other));
        await expect(new SecretEnvelope(younger).open(other, moved)).rejects.toThrow(CannotOpenError);
      }),
      { numRuns: 30 },
    );
  });

  it('takes no secret of another tenant, and none that does not open', async () => {
    const sealed = await envelope.seal(context, secret);
    await expect(resealSecret(wrapper, younger, 'org_b', sealed)).rejects.toThrow(CannotOpenError);
    await expect(resealSecret(younger, younger, 'org_a', sealed)).rejects.toThrow(CannotOpenError);
  });
});
