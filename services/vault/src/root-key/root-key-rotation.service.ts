import type { RootKeyStatus } from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { Database, errorCodeOf } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { countWrappedKeys, type WrappedKeyCounts } from './count-wrapped-keys.sql.ts';
import { deleteWrappingKeys } from './delete-wrapping-keys.sql.ts';
import { KeyRewrapping } from './key-rewrapping.ts';
import { RootKeyCheckService } from './root-key-check.service.ts';
import { RootKeysService } from './root-keys.service.ts';
import { WrappingKeysService } from './wrapping-keys.service.ts';

const FOREIGN_KEY_VIOLATION = '23503';

/**
 * *settled* (one wrapping key, everything under it) → *rotating* (a younger one, under the root key in use; whatever is written lies under
 * it, what is read may lie under either) → all rewrapped → the older ones deleted, the check moved to the root key in use → *settled*.
 *
 * Where it stands is in the rows alone: a rotation that was cut off goes on at the next round of any replica, and two that work
 * at once do each other's work without harm, for a key is changed only while it is what was read.
 */
@Injectable()
export class RootKeyRotationService {
  #underWay: Promise<void> | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RootKeysService) private readonly roots: RootKeysService,
    @Inject(WrappingKeysService) private readonly wrapping: WrappingKeysService,
    @Inject(RootKeyCheckService) private readonly check: RootKeyCheckService,
    @Inject(KeyRewrapping) private readonly rewrapping: KeyRewrapping,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async status(): Promise<RootKeyStatus> {
    const { key, rootKeyFingerprint } = await this.wrapping.load();
    const [counts] = await this.database.asWorker((sql) =>
      sql.query<WrappedKeyCounts>(countWrappedKeys, [key.generation]),
    );
    const { total = 0, toRewrap = 0 } = counts ?? {};
    // Who reads *settled* deletes the root key before, so the check must not lie under that one any more: the next start opens it.
    const isMoved = toRewrap === 0 && (await this.wrapping.count()) === 1;
    const isSettled = isMoved && (await this.check.isUnder(rootKeyFingerprint));
    return {
      state: isSettled ? 'settled' : 'rotating',
      rootKey: this.roots.current.fingerprint,
      previousRootKey: this.roots.previous?.fingerprint ?? null,
      sealedUnder: rootKeyFingerprint,
      generation: key.generation,
      keys: { total, toRewrap },
    };
  }

  /**
   * Looks at the settings again, begins a rotation under the root key they name now, or goes on with one that is not finished, and does
   * not wait for it. @throws ConfigError, RootKeyMismatchError when the keys named now do not open what is stored
   */
  async start(): Promise<RootKeyStatus> {
    const restore = this.roots.reload();
    await this.check.verify().catch((thrown: unknown) => {
      restore();
      throw thrown;
    });
    const { rootKeyFingerprint } = await this.wrapping.load();
    const isUnderWay = (await this.wrapping.count()) > 1 && rootKeyFingerprint === this.roots.current.fingerprint;
    if (!isUnderWay) {
      await this.wrapping.add();
      this.logger.info('A rotation of the root key has begun.');
    }
    void this.finish().catch((thrown: unknown) =>
      this.logger.warn('Keys could not be rewrapped; tried again within a minute.', {}, thrown),
    );
    return this.status();
  }

  /** Rewraps whatever is to be rewrapped; nothing when all is settled. Resolves when it is. Once at a time. */
  finish(): Promise<void> {
    this.#underWay ??= this.#finish().finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  async #finish(): Promise<void> {
    const { key, rootKeyFingerprint } = await this.wrapping.load();
    const rewrapped = await this.rewrapping.rewrapAll(key, rootKeyFingerprint);
    if (rewrapped === 0 && (await this.wrapping.count()) === 1 && (await this.check.isUnder(rootKeyFingerprint)))
      return;
    await this.#deleteOlderThan(key.generation);
    await this.check.move();
    await this.wrapping.load();
    this.logger.info('Keys have been rewrapped.', { rewrappedCount: rewrapped });
  }

  async #deleteOlderThan(generation: number): Promise<void> {
    try {
      await this.database.asWorker((sql) => sql.query(deleteWrappingKeys, [generation]));
    } catch (thrown) {
      // A replica that had not seen the new one has just made a key under an old one; the next round takes it along.
      if (errorCodeOf(thrown) !== FOREIGN_KEY_VIOLATION) throw thrown;
    }
  }
}
