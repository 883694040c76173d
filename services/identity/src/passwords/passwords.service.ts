import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { Personal, Secret } from '@ebbflow/kernel';
import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { PasswordTooCommonError } from '../identity.errors.ts';
import { isBreachedPassword } from './breached-passwords.ts';
import { isCommonPassword } from './common-passwords.policy.ts';
import { formatPasswordHash, KEY_BYTES, parsePasswordHash, SALT_BYTES } from './password-hash.ts';
import { PasswordConfig } from './password.config.ts';
import { Pbkdf2Pool } from './pbkdf2-pool.ts';

export type PasswordVerdict =
  | { readonly matches: false }
  /** `needsRehash`: made with fewer iterations than the setting asks for now. */
  | { readonly matches: true; readonly needsRehash: boolean };

@Injectable()
export class PasswordsService implements OnApplicationShutdown {
  readonly #pool: Pbkdf2Pool;

  constructor(@Inject(PasswordConfig) private readonly config: PasswordConfig) {
    this.#pool = new Pbkdf2Pool(config);
  }

  /** The hash of a password somebody chooses now. @throws PasswordTooCommonError before any hashing, HashingBusyError */
  async hashChosen(password: Secret, email: Personal): Promise<string> {
    if (isCommonPassword(password, email) || (await isBreachedPassword(password))) throw new PasswordTooCommonError();
    return this.hash(password);
  }

  /** Asked first by doors that strangers can flood. @throws HashingBusyError when a hash would be refused now. */
  assertRoom(): void {
    this.#pool.assertRoom();
  }

  /** A new PHC string, with a salt of its own. */
  async hash(password: Secret): Promise<string> {
    const salt = randomBytes(SALT_BYTES);
    const { iterations } = this.config;
    return formatPasswordHash({
      iterations,
      salt,
      key: await this.#pool.derive({ password, salt, iterations, keyBytes: KEY_BYTES }),
    });
  }

  /**
   * Without a stored hash (nobody has this address) the same work is done against a salt that belongs to nobody, so that the
   * time of the answer does not tell who has an account.
   */
  async verify(password: Secret, storedHash: string | undefined): Promise<PasswordVerdict> {
    if (storedHash === undefined) {
      await this.hash(password);
      return { matches: false };
    }
    const { iterations, salt, key } = parsePasswordHash(storedHash);
    const derived = await this.#pool.derive({ password, salt, iterations, keyBytes: key.length });
    if (!timingSafeEqual(derived, key)) return { matches: false };
    return { matches: true, needsRehash: iterations < this.config.iterations };
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#pool.close();
  }
}
