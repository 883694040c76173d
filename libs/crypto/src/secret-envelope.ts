import { createHash, timingSafeEqual } from 'node:crypto';
import {
  AlgorithmSuiteIdentifier,
  buildClient,
  CommitmentPolicy,
  type EncryptionContext,
} from '@aws-crypto/client-node';
import { CannotOpenError } from './crypto.errors.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import { encodeSealContext, type SealContext } from './seal-context.ts';

/**
 * 0x0478: AES-256-GCM with key commitment, unsigned. Signing (0x0578) proves a writer to a reader who lacks the key; here
 * they are the same, and it costs 2.2× to seal and 6.5× to open.
 */
const SUITE = AlgorithmSuiteIdentifier.ALG_AES256_GCM_IV12_TAG16_HKDF_SHA512_COMMIT_KEY;

const client = buildClient({
  commitmentPolicy: CommitmentPolicy.REQUIRE_ENCRYPT_REQUIRE_DECRYPT,
  // Without a limit a forged message with thousands of wrapped keys makes every open try them all.
  maxEncryptedDataKeys: 1,
});

/**
 * Credentials and keys at rest, as messages of the AWS Encryption SDK. About a thousand operations a second and core:
 * for secrets, not for bulk data.
 *
 * The SDK writes the context into the message and checks it against the ciphertext, but its `decrypt` takes no expected
 * context: a message moved to another tenant's row opens happily under the same key. So `open` demands that the context
 * in the message is exactly the one asked for, no more and no less.
 */
export class SecretEnvelope {
  readonly #wrapper: KeyWrapper;

  constructor(wrapper: KeyWrapper) {
    this.#wrapper = wrapper;
  }

  /** @throws BadContextError when the context has an empty or malformed part. */
  async seal(context: SealContext, plain: Uint8Array): Promise<Buffer> {
    encodeSealContext(context, NO_PREFIX);
    const { result } = await client.encrypt(this.#wrapper.keyring(), plain, {
      suiteId: SUITE,
      encryptionContext: toEncryptionContext(context),
      plaintextLength: plain.length,
    });
    return result;
  }

  /**
   * @returns a buffer of its own: overwrite it (`fill(0)`) once the secret is no longer needed.
   * @throws CannotOpenError, without saying why; RootKeyRefusedError, RootKeyAwayError where KMS holds the key.
   */
  async open(context: SealContext, sealed: Uint8Array): Promise<Buffer> {
    const opened = await client.decrypt(this.#wrapper.keyring(), sealed).catch(() => {
      throw this.#wrapper.refusal?.() ?? new CannotOpenError();
    });
    const { messageHeader, plaintext } = opened;
    if (messageHeader.suiteId === SUITE && equals(messageHeader.encryptionContext, toEncryptionContext(context))) {
      return plaintext;
    }
    plaintext.fill(0);
    throw new CannotOpenError();
  }
}

/**
 * Moves a secret from one key to another and changes nothing of what it is bound to: the context it carries is the context it gets. So
 * one that lies in a wrong row stays as unreadable there as it was, and whoever re-seals needs to know no context.
 * @param tenant the only tenant whose messages are taken
 * @throws CannotOpenError
 */
export async function resealSecret(
  from: KeyWrapper,
  to: KeyWrapper,
  tenant: string,
  sealed: Uint8Array,
): Promise<Buffer> {
  const opened = await client.decrypt(from.keyring(), sealed).catch(() => {
    throw new CannotOpenError();
  });
  const { messageHeader, plaintext } = opened;
  try {
    const { encryptionContext } = messageHeader;
    if (messageHeader.suiteId !== SUITE || encryptionContext['tenant'] !== tenant) throw new CannotOpenError();
    const options = { suiteId: SUITE, encryptionContext, plaintextLength: plaintext.length };
    return (await client.encrypt(to.keyring(), plaintext, options)).result;
  } finally {
    plaintext.fill(0);
  }
}

const NO_PREFIX = new Uint8Array(0);

function toEncryptionContext(context: SealContext): EncryptionContext {
  return { tenant: context.tenant, object: context.object, field: context.field, version: String(context.version) };
}

/** Over all pairs of both sides, so that neither a missing nor an additional one passes; hashed, so that time tells nothing. */
function equals(left: EncryptionContext, right: EncryptionContext): boolean {
  return timingSafeEqual(digest(left), digest(right));
}

function digest(context: EncryptionContext): Buffer {
  const pairs = Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(pairs)).digest();
}
