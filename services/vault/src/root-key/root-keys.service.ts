import { SETTINGS, type Settings } from '@ebbflow/config';
import { CannotOpenError, type SealContext } from '@ebbflow/crypto';
import { type RootKey, SecretEnvelope } from '@ebbflow/crypto/secrets';
import { Inject, Injectable } from '@nestjs/common';
import { RootKeysConfig } from './root-keys.config.ts';

/** Seals under the root key in use, opens under it or the one before. Can be told to look at the settings again: their files may have been replaced. */
@Injectable()
export class RootKeysService {
  #keys: RootKeysConfig;

  constructor(@Inject(SETTINGS) private readonly settings: Settings) {
    this.#keys = new RootKeysConfig(settings);
  }

  get current(): RootKey {
    return this.#keys.current;
  }

  get previous(): RootKey | undefined {
    return this.#keys.previous;
  }

  /** Reads the settings, and the files they name, once more. @returns what undoes it. @throws ConfigError, after which the keys are what they were. */
  reload(): () => void {
    const before = this.#keys;
    this.#keys = new RootKeysConfig(this.settings);
    return () => {
      this.#keys = before;
    };
  }

  seal(context: SealContext, plain: Uint8Array): Promise<Buffer> {
    return new SecretEnvelope(this.current.wrapper()).seal(context, plain);
  }

  /** @throws CannotOpenError when neither opens it; RootKeyRefusedError, RootKeyAwayError where KMS holds the key. */
  async open(context: SealContext, sealed: Uint8Array): Promise<Buffer> {
    let refusal: Error | undefined;
    for (const key of this.#keys.all) {
      try {
        return await new SecretEnvelope(key.wrapper()).open(context, sealed);
      } catch (thrown) {
        if (!(thrown instanceof CannotOpenError)) refusal ??= thrown as Error;
      }
    }
    throw refusal ?? new CannotOpenError();
  }
}
