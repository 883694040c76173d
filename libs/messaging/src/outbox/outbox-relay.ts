import { toEbbflowError } from '@ebbflow/kernel';
import type { Logger } from '@ebbflow/observability';
import type { Database, SqlSession } from '@ebbflow/persistence';
import { pause, pauseMs } from '../consuming/backoff.ts';
import { NoSubscriberError } from '../messaging.errors.ts';
import type { Transport, WireMessage } from '../transport.ts';
import { outboxAdoptCursor, outboxAdoptRows } from './outbox-adopt.sql.ts';
import { outboxCursorAdvance, outboxCursorRead } from './outbox-cursor.sql.ts';
import { outboxLock } from './outbox-lock.sql.ts';
import { dropPublishedPartitions, ensureOutboxPartitions } from './outbox-partitions.ts';
import { outboxRead, type OutboxRow } from './outbox-read.sql.ts';
import { outboxSession } from './outbox-session.sql.ts';
import { WakeUp } from './wake-up.ts';

const BATCH_ROWS = 1_000;
const BATCH_BYTES = 8 * 1_048_576;
/** The truth: commits of other processes are found by this alone. */
const POLL_MS = 200;
const UPKEEP_MS = 60_000;
/** How long `stop` waits for a batch that a subscriber holds. */
const DRAIN_MS = 10_000;
const BACKOFF = { firstMs: 100, capMs: 5_000 };

interface Cursor {
  readonly xid: string;
  readonly id: string;
}

/**
 * Carries events from the outbox to the transport, in the order of their commits.
 *
 * *Standby*: another process holds this schema's advisory lock; it is asked for again every poll. *Active*: reads what
 * lies after the cursor and is settled, publishes it, and only then advances the cursor. *Idle*: waits for a local commit or
 * the poll. A crash between publishing and advancing publishes again; consumers drop that by event id. Losing the database
 * connection loses the lock with it and leads back to standby.
 */
export class OutboxRelay {
  readonly #database: Database;
  readonly #transport: Transport;
  readonly #logger: Logger;
  readonly #wakeUp = new WakeUp();
  readonly #stopping = new AbortController();
  #running: Promise<void> | undefined;
  #upkeepDueAt = 0;

  constructor(database: Database, transport: Transport, logger: Logger) {
    this.#database = database;
    this.#transport = transport;
    this.#logger = logger;
  }

  start(): void {
    this.#running ??= this.#run();
  }

  /** A local transaction has just committed events. */
  wake(): void {
    this.#wakeUp.signal();
  }

  /** Lets the batch under way finish, for ten seconds at most. What is not published stays in the outbox. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#wakeUp.signal();
    const patience = new AbortController();
    await Promise.race([this.#running, pause(DRAIN_MS, patience.signal)]);
    patience.abort();
  }

  async #run(): Promise<void> {
    const { signal } = this.#stopping;
    for (let failures = 0; !signal.aborted;) {
      let session: SqlSession | undefined;
      try {
        session = await this.#database.workerSession();
        if (await this.#holdsLock(session)) await this.#relay(session, () => (failures = 0));
        else await pause(POLL_MS, signal);
      } catch (error) {
        failures += 1;
        // A consumer that has not started yet is the usual order of things, not something to report.
        if (!(error instanceof NoSubscriberError)) this.#report(error, failures);
        await pause(pauseMs(failures, BACKOFF, error), signal);
      } finally {
        await session?.close().catch(() => undefined);
      }
    }
  }

  async #relay(session: SqlSession, onProgress: () => void): Promise<void> {
    const { schema } = this.#database;
    await this.#database.asWorker(async (sql) => {
      await sql.query(outboxAdoptRows(schema));
      await sql.query(outboxAdoptCursor(schema));
    });
    await session.query(outboxSession);
    const [start] = await session.query<Cursor>(outboxCursorRead(schema));
    let cursor: Cursor = start ?? { xid: '0', id: '0' };
    let unsettledReads = 0;
    while (!this.#stopping.signal.aborted) {
      await this.#upkeep(session);
      const rows = await session.query<OutboxRow>(outboxRead(schema), [cursor.xid, cursor.id, BATCH_ROWS, BATCH_BYTES]);
      const settled = rows.filter((row) => row.is_settled);
      const last = settled.at(-1);
      if (last) {
        await this.#transport.publish(settled.map(toMessage));
        cursor = { xid: last.xid, id: last.id };
        await session.query(outboxCursorAdvance(schema), [cursor.xid, cursor.id]);
        onProgress();
      }
      // More may be waiting; else rows behind an open transaction are worth a look sooner than the poll.
      unsettledReads = last || rows.length === 0 ? 0 : unsettledReads + 1;
      if (last) continue;
      await this.#wakeUp.wait(rows.length > 0 ? Math.min(POLL_MS, 2 ** unsettledReads) : POLL_MS);
    }
  }

  async #holdsLock(session: SqlSession): Promise<boolean> {
    const [row] = await session.query<{ is_held: boolean }>(outboxLock, [`ebbflow.outbox.${this.#database.schema}`]);
    return row?.is_held === true;
  }

  async #upkeep(session: SqlSession): Promise<void> {
    if (performance.now() < this.#upkeepDueAt) return;
    this.#upkeepDueAt = performance.now() + UPKEEP_MS;
    await ensureOutboxPartitions(session, this.#database.schema);
    await dropPublishedPartitions(session, this.#database.schema);
  }

  #report(error: unknown, failures: number): void {
    const fields = { schema: this.#database.schema, code: toEbbflowError(error).code, failureCount: failures };
    if (failures === 1 || failures % 20 === 0)
      this.#logger.warn('The outbox relay could not publish; it tries again.', fields, error);
  }
}

function toMessage(row: OutboxRow): WireMessage {
  const attributes = JSON.parse(row.attributes) as Record<string, string>;
  return { topic: row.topic, key: row.key, attributes, data: row.data };
}
