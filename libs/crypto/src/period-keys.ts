import { type Clock, systemClock } from '@ebbflow/kernel';
import { GoneByLifetimeError } from './crypto.errors.ts';
import { readPayloadHeader } from './payload-header.ts';
import { hourOf, type Period, periodName } from './period.ts';
import { PeriodKey, type SealKey } from './period-key.ts';
import { PeriodSalts, type PeriodSaltsOptions } from './period-salts.ts';
import type { PeriodSaltSource } from './period-salt-source.ts';
import type { TenantKey } from './tenant-key.ts';
import type { TenantKeys } from './tenant-keys.ts';

/** What is about to be sealed. */
export interface Sealing {
  readonly tenantId: string;
  /** Id of a category or record of `libs/policy`. */
  readonly category: string;
  /** Of which scenario, where lifetimes were shortened for one or for its team. */
  readonly scenarioId?: string;
  /** From when its lifetime counts, such as the end of the run. Left out: from now. */
  readonly at?: Date;
}

/** How many days something that is sealed now may be read: the category's, or fewer where the tenant wishes so. Never more. */
export interface SealLifetimes {
  daysOf(sealing: Sealing): number | Promise<number>;
}

/** As long before an hour begins its salt is there, so that nobody waits for it and vault may be away when the hour turns. */
const AHEAD_MS = 300_000;
const HOUR_MS = 3_600_000;

/**
 * Keys for what has a lifetime. Each follows from a tenant's key and a period's salt, is derived once for as long as that tenant's key is
 * cached, and so goes with either: a tenant that is shredded and a period that is over stop working within the minute that TenantKeys and
 * PeriodSalts allow.
 */
export class PeriodKeys {
  readonly #keys: Pick<TenantKeys, 'current' | 'version'>;
  readonly #salts: PeriodSalts;
  readonly #lifetimes: SealLifetimes;
  readonly #clock: Clock;
  readonly #derived = new WeakMap<TenantKey, Map<string, PeriodKey>>();

  constructor(
    keys: Pick<TenantKeys, 'current' | 'version'>,
    source: PeriodSaltSource,
    lifetimes: SealLifetimes,
    options: PeriodSaltsOptions = {},
  ) {
    this.#keys = keys;
    this.#salts = new PeriodSalts(source, options);
    this.#lifetimes = lifetimes;
    this.#clock = options.clock ?? systemClock;
  }

  /** @throws KeyDestroyedError after a crypto-shred; GoneByLifetimeError where `at` is longer ago than its lifetime; TransientError while vault is away. */
  async toSeal(sealing: Sealing): Promise<PeriodKey> {
    const nowMs = this.#clock.nowMs();
    const asked = this.#lifetimes.daysOf(sealing);
    const lifetimeDays = typeof asked === 'number' ? asked : await asked;
    const period = { category: sealing.category, lifetimeDays, hour: hourOf(sealing.at?.getTime() ?? nowMs) };
    if (nowMs % HOUR_MS >= HOUR_MS - AHEAD_MS) this.#fetchAhead({ ...period, hour: hourOf(nowMs) + 1 });
    const [key, salt] = await Promise.all([this.#keys.current(sealing.tenantId), this.#salts.of(period)]);
    if (salt === undefined) throw new GoneByLifetimeError();
    return this.#derive(key, period, salt);
  }

  /**
   * The key that opens these bytes, whatever sealed them: a period's, or the tenant's own where they are from before there were periods.
   * @throws GoneByLifetimeError, KeyDestroyedError, CannotOpenError where they are no sealed bytes, TransientError while vault is away
   */
  async toOpen(tenantId: string, sealed: Uint8Array): Promise<SealKey> {
    const { keyVersion, period } = readPayloadHeader(sealed);
    if (period === undefined) return this.#keys.version(tenantId, keyVersion);
    const [key, salt] = await Promise.all([this.#keys.version(tenantId, keyVersion), this.#salts.of(period)]);
    if (salt === undefined) throw new GoneByLifetimeError();
    return this.#derive(key, period, salt);
  }

  /** The tenant's own key: for MACs, which have to stay the same as long as the tenant is there. Errors as for `toSeal`. */
  ofTenant(tenantId: string): Promise<TenantKey> {
    return this.#keys.current(tenantId);
  }

  #derive(key: TenantKey, period: Period, salt: Buffer): PeriodKey {
    const keys = this.#derived.get(key) ?? new Map<string, PeriodKey>();
    if (keys.size === 0) this.#derived.set(key, keys);
    const name = periodName(period);
    const known = keys.get(name);
    if (known !== undefined) return known;
    const derived = new PeriodKey(key, period, salt);
    keys.set(name, derived);
    return derived;
  }

  /** A failure is nobody's: whoever needs the salt then asks again. */
  #fetchAhead(period: Period): void {
    this.#salts.of(period).catch(() => undefined);
  }
}
