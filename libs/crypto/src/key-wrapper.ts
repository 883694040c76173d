import { type KeyringNode, RawAesKeyringNode, RawAesWrappingSuiteIdentifier } from '@aws-crypto/client-node';
import { BadKeyError } from './crypto.errors.ts';
import { KEY_BYTES } from './tenant-key.ts';

/**
 * What a SecretEnvelope's data keys are wrapped with: 32 bytes held here, or a key in AWS KMS.
 */
export interface KeyWrapper {
  /** Names the wrapping key in clear inside each message. An id or fingerprint, never anything about a person. */
  readonly keyName: string;
  keyring(): KeyringNode;
  /** Why the last operation failed, where whoever holds the key said so. */
  refusal?(): Error | undefined;
}

/** Wraps with 32 bytes held in memory: the root key, or a tenant's `secrets` key. */
export class RawAesKeyWrapper implements KeyWrapper {
  readonly keyName: string;
  readonly #keyring: RawAesKeyringNode;

  /** `bytes` is copied, since the SDK overwrites its own copy and the caller may overwrite theirs. @throws BadKeyError unless 32 bytes. */
  constructor(keyName: string, bytes: Uint8Array) {
    if (bytes.length !== KEY_BYTES) throw new BadKeyError(`a wrapping key has ${String(KEY_BYTES)} bytes`);
    this.keyName = keyName;
    this.#keyring = new RawAesKeyringNode({
      keyNamespace: 'ebbflow',
      keyName,
      // The SDK asks for a key with a backing array of its own, not a view into a shared pool.
      unencryptedMasterKey: Uint8Array.from(bytes),
      wrappingSuite: RawAesWrappingSuiteIdentifier.AES256_GCM_IV12_TAG16_NO_PADDING,
    });
  }

  keyring(): KeyringNode {
    return this.#keyring;
  }
}
