import { setTimeout as pause } from 'node:timers/promises';
import type { Database } from './database/database.ts';
import { dropPartition, ensurePartition, listPartitions, type PartitionedTable } from './database/partitions.ts';
import { DatabaseUnavailableError } from './persistence.errors.ts';

const DAY_MS = 86_400_000;
/** A drop gives up its place in the queue of locks after a tenth of a second, and comes again, ever less often, for half a minute. */
const DROP_ATTEMPTS = 80;
const DROP_PAUSE_MS = 20;
const LONGEST_DROP_PAUSE_MS = 300;
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * A table partitioned by UTC day. Days are made ahead of time by retention and, should that be late, by whoever inserts
 * (`ensure` before the insert; free once a day is known). A default partition would catch such rows too, but then every later
 * attach scans it under a lock and its rows outlive the day they belong to.
 */
export class DayPartitions {
  readonly #database: Database;
  readonly #where: PartitionedTable;
  readonly #known = new Set<string>();

  constructor(database: Database, table: string) {
    this.#database = database;
    this.#where = { schema: database.schema, table };
  }

  /** Makes these days (`YYYY-MM-DD`) where they are missing; answers those made now. Idempotent, also between replicas. */
  async ensure(days: readonly string[]): Promise<string[]> {
    const missing = [...new Set(days)].filter((day) => !this.#known.has(day)).sort();
    if (missing.length === 0) return [];
    const created: string[] = [];
    await this.#database.asWorker(async (sql) => {
      for (const day of missing) {
        const from = new Date(`${day}T00:00:00.000Z`);
        const to = new Date(from.getTime() + DAY_MS);
        if (await ensurePartition(sql, this.#where, { from, to })) created.push(day);
      }
    });
    for (const day of missing) this.#known.add(day);
    return created;
  }

  get table(): string {
    return this.#where.table;
  }

  /** The first day (`YYYY-MM-DD`) that is still there: no row is older. Undefined when there is none. */
  async oldestDay(): Promise<string | undefined> {
    const [oldest] = await this.#database.asWorker((sql) => listPartitions(sql, this.#where));
    return oldest?.from.toISOString().slice(0, 10);
  }

  /**
   * Drops every day before `firstKept`, oldest first, each in its own transaction, so that one that is locked does not keep the others.
   * `beforeDrop` removes what lies outside the table (blobs); when it throws, its day stays and comes again with the next call.
   */
  async dropBefore(firstKept: string, beforeDrop?: (from: Date, to: Date) => Promise<void>): Promise<string[]> {
    const all = await this.#database.asWorker((sql) => listPartitions(sql, this.#where));
    const due = all.filter(({ to }) => to.getTime() <= Date.parse(firstKept));
    const dropped: string[] = [];
    for (const { from, to } of due) {
      const day = from.toISOString().slice(0, 10);
      await beforeDrop?.(from, to);
      // Before the drop: whoever inserts for this day from now on asks for the partition again.
      this.#known.delete(day);
      if (await this.#drop(from)) dropped.push(day);
    }
    return dropped;
  }

  /** Behind a long read everybody would wait for as long as the drop does: so it waits shortly, lets them pass, and tries again. */
  async #drop(from: Date, attempt = 1): Promise<boolean> {
    try {
      return await this.#database.asWorker((sql) => dropPartition(sql, this.#where, from));
    } catch (thrown) {
      const isLocked = thrown instanceof DatabaseUnavailableError && thrown.details['sqlState'] === LOCK_NOT_AVAILABLE;
      if (!isLocked || attempt === DROP_ATTEMPTS) throw thrown;
    }
    await pause(Math.min(DROP_PAUSE_MS * attempt, LONGEST_DROP_PAUSE_MS));
    return this.#drop(from, attempt + 1);
  }
}
