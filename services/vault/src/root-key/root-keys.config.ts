import { existsSync } from 'node:fs';
import { ConfigError, type Settings } from '@ebbflow/config';
import { KmsRootKey, parseRootKey, type RootKey } from '@ebbflow/crypto/secrets';
import type { Secret } from '@ebbflow/kernel';

/** The keys everything hangs from: the one in use, and the one before it while a rotation has not moved everything. */
export class RootKeysConfig {
  /** Where the root key is: `key`, 32 bytes that vault holds, or `kms`, a key in AWS KMS. Default key. */
  readonly place: 'key' | 'kms';
  /** The root key: 32 random bytes in base64, in the variable or the file EBB_VAULT_ROOT_KEY_FILE names. Made once, backed up apart from the database. Required where EBB_VAULT_ROOT is key. */
  readonly rootKey: Secret | undefined;
  /** ARN of the root key in AWS KMS, not of an alias. Required where EBB_VAULT_ROOT is kms. */
  readonly kmsKey: string | undefined;
  /** The root key before this one, while a rotation has not moved everything. */
  readonly previousRootKey: Secret | undefined;
  /** File of the root key before this one. One that is not there means that there is none: who rotates puts it there and takes it away. */
  readonly previousRootKeyFile: string | undefined;
  /** ARN of the root key before this one, where that is in AWS KMS. */
  readonly previousKmsKey: string | undefined;
  /** Another address for AWS KMS than that of the key's region. */
  readonly kmsEndpoint: string | undefined;
  /** Login for AWS KMS. Left out: what the AWS SDK finds, such as the pod's role. */
  readonly kmsAccessKeyId: string | undefined;
  /** Secret of that login. */
  readonly kmsSecretAccessKey: Secret | undefined;

  /** Everything new lies under it. */
  readonly current: RootKey;
  /** Opens what a rotation has not moved yet. */
  readonly previous: RootKey | undefined;

  constructor(settings: Settings) {
    this.place = settings.oneOf('EBB_VAULT_ROOT', ['key', 'kms'], { default: 'key' });
    this.rootKey = this.place === 'key' ? settings.secret('EBB_VAULT_ROOT_KEY') : undefined;
    this.kmsKey = settings.optionalString('EBB_VAULT_KMS_KEY');
    this.previousRootKeyFile = settings.optionalString('EBB_VAULT_ROOT_KEY_PREVIOUS_FILE');
    const isPreviousThere = this.previousRootKeyFile === undefined || existsSync(this.previousRootKeyFile);
    this.previousRootKey = isPreviousThere ? settings.optionalSecret('EBB_VAULT_ROOT_KEY_PREVIOUS') : undefined;
    this.previousKmsKey = settings.optionalString('EBB_VAULT_KMS_KEY_PREVIOUS');
    this.kmsEndpoint = settings.optionalString('EBB_VAULT_KMS_ENDPOINT');
    this.kmsAccessKeyId = settings.optionalString('EBB_VAULT_KMS_ACCESS_KEY_ID');
    this.kmsSecretAccessKey = settings.optionalSecret('EBB_VAULT_KMS_SECRET_ACCESS_KEY');
    this.current = this.rootKey ? rawKeyOf(this.rootKey, 'EBB_VAULT_ROOT_KEY') : this.#kmsKeyOf(this.kmsKey ?? '');
    this.previous = this.#previous();
  }

  /** The one in use first. */
  get all(): readonly RootKey[] {
    return this.previous === undefined ? [this.current] : [this.current, this.previous];
  }

  #previous(): RootKey | undefined {
    if (this.previousKmsKey !== undefined) return this.#kmsKeyOf(this.previousKmsKey);
    return this.previousRootKey && rawKeyOf(this.previousRootKey, 'EBB_VAULT_ROOT_KEY_PREVIOUS');
  }

  #kmsKeyOf(arn: string): RootKey {
    const [accessKeyId, secretAccessKey] = [this.kmsAccessKeyId, this.kmsSecretAccessKey];
    try {
      return new KmsRootKey(arn, {
        ...(this.kmsEndpoint === undefined ? {} : { endpoint: this.kmsEndpoint }),
        ...(accessKeyId && secretAccessKey ? { credentials: { accessKeyId, secretAccessKey } } : {}),
      });
    } catch {
      throw new ConfigError(
        arn === this.previousKmsKey ? 'EBB_VAULT_KMS_KEY_PREVIOUS' : 'EBB_VAULT_KMS_KEY',
        'must be the ARN of a key in AWS KMS, such as arn:aws:kms:eu-central-1:111122223333:key/…; an alias can be pointed elsewhere.',
      );
    }
  }
}

function rawKeyOf(text: Secret, variable: string): RootKey {
  try {
    return parseRootKey(text, variable);
  } catch {
    throw new ConfigError(
      variable,
      'must be 32 bytes in base64 (44 characters); restore the root key from its backup.',
    );
  }
}
