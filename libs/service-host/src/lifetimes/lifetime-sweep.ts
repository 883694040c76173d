import type { Clock } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';

const EVERY_MS = 10 * 60_000;

/** A table with rows that may be over before their day is. */
export interface ShortenedRows {
  /** For the log: the category. */
  readonly category: string;
  /** Removes some of what is over at `now`, with its blobs, in one transaction. Answers how many; 0 when nothing is left. */
  removeSome(now: Date): Promise<number>;
}

/**
 * Removes what tenants want gone before its day is dropped: every ten minutes and as soon as a tenant has changed something, on every
 * replica, of which one at a time removes, in small transactions. One that has much to do does not keep the other tables waiting longer
 * than its own turn, and a drop of a day waits for one such transaction at most.
 */
export class LifetimeSweep {
  readonly #parts: { readonly rows: readonly ShortenedRows[]; readonly clock: Clock; readonly logger: Logger };
  #timer: NodeJS.Timeout | undefined;
  #underWay: Promise<void> | undefined;
  #isStopped = false;
  #isAskedAgain = false;

  constructor(parts: { rows: readonly ShortenedRows[]; clock: Clock; logger: Logger }) {
    this.#parts = parts;
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => void this.wake(), EVERY_MS);
    this.#timer.unref();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopped = true;
    clearInterval(this.#timer);
    await this.#underWay;
  }

  /** Starts a sweep unless one is under way, which then looks once more. Never throws: what failed is tried again in ten minutes. */
  wake(): Promise<void> {
    if (this.#underWay !== undefined) {
      this.#isAskedAgain = true;
      return this.#underWay;
    }
    this.#underWay = this.#untilDone()
      .catch((thrown: unknown) =>
        this.#parts.logger.warn('What tenants want gone could not be removed; tried again.', {}, thrown),
      )
      .finally(() => (this.#underWay = undefined));
    return this.#underWay;
  }

  /** Until nothing is left. @throws what a removal throws */
  async sweep(): Promise<void> {
    const { rows, clock, logger } = this.#parts;
    const open = new Map(rows.map((table) => [table, 0]));
    while (open.size > 0 && !this.#isStopped) {
      for (const [table, removedCount] of open) {
        const count = await table.removeSome(clock.now());
        if (count > 0) {
          open.set(table, removedCount + count);
          continue;
        }
        open.delete(table);
        if (removedCount === 0) continue;
        const { category } = table;
        logger.info('Rows whose shortened lifetime is over were removed.', { category, rowCount: removedCount });
      }
    }
  }

  /** A method, because what is asked while the sweep is awaited cannot be seen in the flow of the code. */
  #wasAskedAgain(): boolean {
    return this.#isAskedAgain && !this.#isStopped;
  }

  async #untilDone(): Promise<void> {
    let isDone = false;
    while (!isDone) {
      this.#isAskedAgain = false;
      await this.sweep();
      isDone = !this.#wasAskedAgain();
    }
  }
}
