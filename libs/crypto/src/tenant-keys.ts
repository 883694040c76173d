import { type Clock, ExpectedError, systemClock } from '@ebbflow/kernel';
import { BadKeyError, KeyDestroyedError } from './crypto.errors.ts';
import { TenantKey } from './tenant-key.ts';
import type { TenantKeySource } from './tenant-key-source.ts';

/** The promise that a destroyed key stops working everywhere within a minute bounds every cache of keys. */
export const MAX_KEY_AGE_MS = 60_000;

export interface TenantKeysOptions {
  readonly clock?: Clock;
  /** Milliseconds a key may be used after it was asked for. Default and maximum 60 000. */
  readonly maxAgeMs?: number;
  /** Keys kept at most; the one used longest ago goes first. Default 10 000 (about 3 MB). */
  readonly maxKeys?: number;
}

interface CachedKey {
  readonly key: Promise<TenantKey>;
  /** When the question was *sent*: a key destroyed while the answer travelled is not used longer than the rest. */
  readonly askedAtMs: number;
  /** A younger answer is under way; this one serves until then or until it is too old. */
  isRefreshing: boolean;
}

/**
 * Payload keys of many tenants, cached for at most a minute.
 *
 * An entry is *absent* → *asked for* (everyone who comes shares the one question) → *fresh* → *ageing* (past half its
 * age: still used, while the first user asks again behind its back, so that neither a request nor a restart of vault is
 * felt) → *absent* at its full age. A failed question leaves nothing behind: the next user asks again. An answer that the
 * key is destroyed removes the entry at once.
 */
export class TenantKeys {
  readonly #source: TenantKeySource;
  readonly #clock: Clock;
  readonly #maxAgeMs: number;
  readonly #maxKeys: number;
  /** In order of use, oldest first. */
  readonly #cached = new Map<string, CachedKey>();

  constructor(source: TenantKeySource, options: TenantKeysOptions = {}) {
    this.#source = source;
    this.#clock = options.clock ?? systemClock;
    this.#maxAgeMs = Math.min(options.maxAgeMs ?? MAX_KEY_AGE_MS, MAX_KEY_AGE_MS);
    this.#maxKeys = options.maxKeys ?? 10_000;
  }

  /** The key to seal with. @throws KeyDestroyedError after a crypto-shred; whatever the source throws otherwise. */
  current(tenantId: string): Promise<TenantKey> {
    return this.#find(tenantId, undefined);
  }

  /** The key to open with; `version` stands in the envelope. Errors as for `current`. */
  version(tenantId: string, version: number): Promise<TenantKey> {
    return this.#find(tenantId, version);
  }

  /** Drops every cached key of the tenant, also those still on their way. */
  forget(tenantId: string): void {
    for (const slot of this.#cached.keys()) if (slot.startsWith(`${tenantId}/`)) this.#cached.delete(slot);
  }

  /** How many keys are held; for a metric. */
  get size(): number {
    return this.#cached.size;
  }

  #find(tenantId: string, version: number | undefined): Promise<TenantKey> {
    const slot = `${tenantId}/${version === undefined ? 'current' : String(version)}`;
    const cached = this.#cached.get(slot);
    const ageMs = cached === undefined ? Infinity : this.#clock.nowMs() - cached.askedAtMs;
    // A clock that stepped back must not lengthen a key's life.
    if (cached === undefined || ageMs >= this.#maxAgeMs || ageMs < 0) return this.#ask(slot, tenantId, version).key;
    this.#cached.delete(slot);
    this.#cached.set(slot, cached);
    if (ageMs >= this.#maxAgeMs / 2 && !cached.isRefreshing) {
      cached.isRefreshing = true;
      this.#refresh(slot, cached, tenantId, version);
    }
    return cached.key;
  }

  #ask(slot: string, tenantId: string, version: number | undefined): CachedKey {
    const asked: CachedKey = {
      key: this.#read(tenantId, version),
      askedAtMs: this.#clock.nowMs(),
      isRefreshing: false,
    };
    this.#put(slot, asked);
    asked.key.then(
      (key) => {
        // The current key is also the one the next reader asks for by its version.
        if (version === undefined && this.#cached.get(slot) === asked)
          this.#put(`${tenantId}/${String(key.version)}`, asked);
      },
      () => {
        if (this.#cached.get(slot) === asked) this.#cached.delete(slot);
      },
    );
    return asked;
  }

  #refresh(slot: string, old: CachedKey, tenantId: string, version: number | undefined): void {
    const fresh: CachedKey = {
      key: this.#read(tenantId, version),
      askedAtMs: this.#clock.nowMs(),
      isRefreshing: false,
    };
    fresh.key.then(
      () => {
        // Only in place of the entry it was asked for: `forget` may have come in between.
        if (this.#cached.get(slot) === old) this.#put(slot, fresh);
      },
      (error: unknown) => {
        old.isRefreshing = false;
        if (error instanceof KeyDestroyedError) this.forget(tenantId);
      },
    );
  }

  async #read(tenantId: string, version: number | undefined): Promise<TenantKey> {
    try {
      const material = await this.#source.read(tenantId, version);
      if (material.tenantId !== tenantId || (version !== undefined && material.version !== version)) {
        throw new BadKeyError('it belongs to another tenant or version than was asked for');
      }
      const bytes = Buffer.from(material.key, 'base64');
      const key = new TenantKey(tenantId, material.version, bytes);
      bytes.fill(0);
      return key;
    } catch (error) {
      if (error instanceof ExpectedError && error.status === 410) throw new KeyDestroyedError(tenantId, error);
      throw error;
    }
  }

  #put(slot: string, entry: CachedKey): void {
    this.#cached.delete(slot);
    this.#cached.set(slot, entry);
    if (this.#cached.size <= this.#maxKeys) return;
    const oldest = this.#cached.keys().next();
    if (!oldest.done) this.#cached.delete(oldest.value);
  }
}
