import { KMS, KmsKeyringNode, type KeyringNode, type KmsKeyringNodeInput } from '@aws-crypto/client-node';
import type { Secret } from '@ebbflow/kernel';
import { BadKeyError, RootKeyAwayError, RootKeyRefusedError } from './crypto.errors.ts';
import type { KeyWrapper } from './key-wrapper.ts';
import type { RootKey } from './root-key.ts';

const KEY_ARN = /^arn:[a-z-]+:kms:([a-z0-9-]+):\d{12}:key\/[A-Za-z0-9-]{1,128}$/;

/** What waiting does not change: somebody has to do something about the key or about who may use it. */
const REFUSALS =
  /^(Disabled|KMSInvalidState|NotFound|AccessDenied|UnrecognizedClient|InvalidKeyUsage|InvalidSignature|ExpiredToken|CredentialsProvider)/;

export interface KmsOptions {
  /** Another address than AWS's own for the region: a private endpoint, or a test. */
  readonly endpoint?: string;
  /** Left out: what the AWS SDK finds by itself (the pod's role, the instance's profile). */
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: Secret };
  /** Milliseconds one question may take. Default 5 000. */
  readonly timeoutMs?: number;
}

/**
 * A root key in AWS KMS: it never comes here, KMS wraps and unwraps on request. Asked once a process and wrapping key, not
 * once a tenant's key, so KMS may be slow or away while everything goes on; a process that starts needs it.
 */
export class KmsRootKey implements RootKey {
  readonly fingerprint: string;
  readonly #keyring: KeyringNode;
  /** What KMS said last, if it was a refusal. The SDK throws an error of its own in its place. */
  #refusal: Error | undefined;

  /** `arn` is that of a key, not of an alias: an alias can be pointed elsewhere, after which nothing would open. @throws BadKeyError */
  constructor(arn: string, { endpoint, credentials, timeoutMs = 5_000 }: KmsOptions = {}) {
    const region = KEY_ARN.exec(arn)?.[1];
    if (region === undefined) throw new BadKeyError('a KMS root key is named by the ARN of a key');
    this.fingerprint = arn;
    // Made once: each client has connections of its own.
    const client = new KMS({
      region,
      maxAttempts: 3,
      requestHandler: { requestTimeout: timeoutMs, connectionTimeout: timeoutMs },
      ...(endpoint === undefined ? {} : { endpoint }),
      ...(credentials === undefined
        ? {}
        : {
            credentials: {
              accessKeyId: credentials.accessKeyId,
              secretAccessKey: credentials.secretAccessKey.reveal(),
            },
          }),
    });
    const asked = {
      generateDataKey: (request: Parameters<KMS['generateDataKey']>[0]) => this.#ask(client.generateDataKey(request)),
      encrypt: (request: Parameters<KMS['encrypt']>[0]) => this.#ask(client.encrypt(request)),
      decrypt: (request: Parameters<KMS['decrypt']>[0]) => this.#ask(client.decrypt(request)),
    };
    // Only the types differ: the SDK's were not written for exact optional properties.
    const clientProvider = (() => asked) as unknown as NonNullable<KmsKeyringNodeInput['clientProvider']>;
    // eslint-disable-next-line @typescript-eslint/no-unsafe-class-instance-assignment -- the SDK's mixin is a subclass at run time only
    this.#keyring = new KmsKeyringNode({ generatorKeyId: arn, clientProvider });
  }

  wrapper(): KeyWrapper {
    return { keyName: this.fingerprint, keyring: () => this.#keyring, refusal: () => this.#refusal };
  }

  async #ask<Answer>(answer: Promise<Answer>): Promise<Answer> {
    this.#refusal = undefined;
    try {
      return await answer;
    } catch (cause) {
      const name = cause instanceof Error ? cause.name : 'unknown';
      // It answered, and what it was given is not its own: to us that is bytes that do not open, like any others.
      if (/^(InvalidCiphertext|IncorrectKey)/.test(name)) throw cause;
      this.#refusal = REFUSALS.test(name)
        ? new RootKeyRefusedError(this.fingerprint, name)
        : new RootKeyAwayError(this.fingerprint, name);
      throw this.#refusal;
    }
  }
}
