import { randomBytes } from 'node:crypto';
import { CannotOpenError } from '@ebbflow/crypto';
import { WrappingKey } from '@ebbflow/crypto/secrets';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { insertWrappingKey } from './insert-wrapping-key.sql.ts';
import { listWrappingKeys, type StoredWrappingKey } from './list-wrapping-keys.sql.ts';
import { RootKeysService } from './root-keys.service.ts';

const KEY_BYTES = 32;

export interface CurrentWrappingKey {
  readonly key: WrappingKey;
  /** Which root key it lies under. */
  readonly rootKeyFingerprint: string;
}

/**
 * The keys that wrap tenants' keys, opened under the root key once and then held: KMS or the SDK is not asked for each tenant's key. The
 * youngest wraps; older ones open until a rotation has moved what lies under them. One that this replica has not seen yet is looked for.
 */
@Injectable()
export class WrappingKeysService {
  readonly #opened = new Map<number, WrappingKey>();
  #current: CurrentWrappingKey | undefined;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(RootKeysService) private readonly roots: RootKeysService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The youngest. Made now if there is none. @throws as `load` */
  async current(): Promise<CurrentWrappingKey> {
    return this.#current ?? this.load();
  }

  /** @throws CannotOpenError for one that is not there or opens under none of our root keys. */
  async of(generation: number): Promise<WrappingKey> {
    if (!this.#opened.has(generation)) await this.load();
    const key = this.#opened.get(generation);
    if (key === undefined) throw new CannotOpenError();
    return key;
  }

  /** Reads them again, forgets those that are gone. @throws CannotOpenError; RootKeyRefusedError, RootKeyAwayError */
  async load(): Promise<CurrentWrappingKey> {
    let stored = await this.#list();
    if (stored.length === 0) {
      await this.#insert(1);
      stored = await this.#list();
    }
    for (const generation of this.#opened.keys()) {
      if (!stored.some((row) => row.generation === generation)) this.#opened.delete(generation);
    }
    for (const row of stored) {
      if (!this.#opened.has(row.generation)) this.#opened.set(row.generation, await this.#open(row));
    }
    const [youngest] = stored;
    const key = youngest && this.#opened.get(youngest.generation);
    if (!key) throw new CannotOpenError();
    this.#current = { key, rootKeyFingerprint: youngest.rootKeyFingerprint };
    return this.#current;
  }

  /** One more, under the root key in use. Of several replicas that add one at once only one does. */
  async add(): Promise<CurrentWrappingKey> {
    const { key } = await this.load();
    await this.#insert(key.generation + 1);
    return this.load();
  }

  /** How many there are; more than one means that something is to be rewrapped. */
  async count(): Promise<number> {
    return (await this.#list()).length;
  }

  #list(): Promise<StoredWrappingKey[]> {
    return this.database.asWorker((sql) => sql.query<StoredWrappingKey>(listWrappingKeys));
  }

  async #insert(generation: number): Promise<void> {
    const bytes = randomBytes(KEY_BYTES);
    const sealed = await this.roots.seal(contextOf(generation), bytes);
    bytes.fill(0);
    const values = [generation, this.roots.current.fingerprint, sealed, this.clock.now()];
    await this.database.asWorker((sql) => sql.query(insertWrappingKey, values));
  }

  async #open({ generation, keySealed }: StoredWrappingKey): Promise<WrappingKey> {
    const context = contextOf(generation);
    const bytes = await this.roots.open(context, keySealed).catch((thrown: unknown) => {
      if (!(thrown instanceof CannotOpenError)) throw thrown;
      // Another replica may have rotated under a root key that was put in place after this one started.
      this.roots.reload();
      return this.roots.open(context, keySealed);
    });
    const key = new WrappingKey(generation, bytes);
    bytes.fill(0);
    return key;
  }
}

function contextOf(generation: number) {
  return { tenant: 'vault', object: 'wrapping-key', field: 'wrapping_key.key', version: generation };
}
