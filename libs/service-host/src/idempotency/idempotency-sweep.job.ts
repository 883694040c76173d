import type { Clock, Duration } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { Database } from '@ebbflow/persistence';
import { sweepKeys } from './sweep-keys.sql.ts';

const EVERY_MS = 10 * 60_000;

/** Drops keys whose day is over. On every replica; twice is harmless. */
export class IdempotencySweepJob {
  readonly #timer: NodeJS.Timeout;
  #underWay: Promise<unknown> = Promise.resolve();

  constructor(parts: { database: Database; clock: Clock; kept: Duration; logger: Logger }) {
    this.#timer = setInterval(() => {
      const oldestKept = new Date(parts.clock.nowMs() - parts.kept.milliseconds);
      this.#underWay = sweepIdempotencyKeys(parts.database, oldestKept).catch((thrown: unknown) => {
        parts.logger.warn('Idempotency keys that are over could not be dropped; tried again.', {}, thrown);
      });
    }, EVERY_MS);
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underWay;
  }
}

/** In batches of a thousand, each in its own transaction. */
export async function sweepIdempotencyKeys(database: Database, oldestKept: Date): Promise<void> {
  const statement = sweepKeys(database.schema);
  for (;;) {
    const gone = await database.asWorker((sql) => sql.query(statement, [oldestKept]));
    if (gone.length === 0) return;
  }
}
