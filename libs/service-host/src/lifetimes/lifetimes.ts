import type { ShortenedCategory } from '@ebbflow/contracts';
import { type Clock, type Duration } from '@ebbflow/kernel';
import type { Database } from '@ebbflow/persistence';
import { BoundedCache } from '../tokens/bounded-cache.ts';
import { LIFETIME_COLUMNS, type LifetimeRow } from './lifetime-columns.ts';
import { loadLifetimes } from './load-lifetimes.sql.ts';

const DAY_MS = 86_400_000;
const MAX_AGE_MS = 2_000;
const MAX_TENANTS = 10_000;

interface Loaded {
  readonly rows: Promise<ReadonlyMap<string, LifetimeRow>>;
  readonly atMs: number;
}

export interface LifetimesOptions {
  readonly database: Database;
  readonly clock: Clock;
  /** What the notice says, which nobody may lengthen. */
  readonly longest: (category: ShortenedCategory) => Duration;
}

/**
 * For how many days something is kept: what the notice says, or less where its tenant shortened it. What a tenant has set is remembered for
 * two seconds, which is as long as a change may take to be seen; what was sealed meanwhile under a longer lifetime goes by the sweep.
 */
export class Lifetimes {
  readonly #options: LifetimesOptions;
  readonly #loaded = new BoundedCache<Loaded>(MAX_TENANTS);

  constructor(options: LifetimesOptions) {
    this.#options = options;
  }

  /** Whole days. `scenarioId` null: it belongs to no scenario. */
  async daysOf(tenantId: string, scenarioId: string | null, category: ShortenedCategory): Promise<number> {
    return daysIn(await this.#rows(tenantId), scenarioId, category, this.longestDays(category));
  }

  /** The same for a page of rows, and when each is gone; one look for all of them. */
  async expiries(tenantId: string, category: ShortenedCategory): Promise<(row: ExpiringRow) => Date> {
    const rows = await this.#rows(tenantId);
    const longest = this.longestDays(category);
    return ({ scenarioId, at }) => new Date(at.getTime() + daysIn(rows, scenarioId, category, longest) * DAY_MS);
  }

  /** What the notice says. */
  longestDays(category: ShortenedCategory): number {
    return this.#options.longest(category).milliseconds / DAY_MS;
  }

  /** What reads of a category go by: SQL compares with it what a tenant has set (`keptSince`). */
  window(category: ShortenedCategory): KeptWindow {
    const now = this.#options.clock.now();
    const longestDays = this.longestDays(category);
    return { now, longestDays, oldest: new Date(now.getTime() - longestDays * DAY_MS) };
  }

  /** What was set has changed. */
  forget(tenantId: string): void {
    this.#loaded.delete(tenantId);
  }

  #rows(tenantId: string): Loaded['rows'] {
    const { database, clock } = this.#options;
    const known = this.#loaded.get(tenantId);
    const ageMs = known === undefined ? Infinity : clock.nowMs() - known.atMs;
    if (known !== undefined && ageMs >= 0 && ageMs < MAX_AGE_MS) return known.rows;
    const rows = database
      .withTenant(tenantId, (sql) => sql.query<LifetimeRow>(loadLifetimes(database.schema), [tenantId]))
      .then((found) => new Map(found.map((row) => [row.scenarioId, row])));
    const loaded = { rows, atMs: clock.nowMs() };
    this.#loaded.set(tenantId, loaded);
    rows.catch(() => {
      if (this.#loaded.get(tenantId) === loaded) this.#loaded.delete(tenantId);
    });
    return rows;
  }
}

/** Nothing from `oldest` or before is shown, whoever set what: so that a read looks into no partition in vain. */
export interface KeptWindow {
  readonly now: Date;
  readonly longestDays: number;
  readonly oldest: Date;
}

export interface ExpiringRow {
  readonly scenarioId: string | null;
  /** From when its lifetime counts. */
  readonly at: Date;
}

function daysIn(
  rows: ReadonlyMap<string, LifetimeRow>,
  scenarioId: string | null,
  category: ShortenedCategory,
  longest: number,
): number {
  const column = LIFETIME_COLUMNS[category];
  return Math.min(longest, rows.get('')?.[column] ?? longest, rows.get(scenarioId ?? '')?.[column] ?? longest);
}
