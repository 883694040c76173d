import type { LogStreamSource } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { LogStreamQueue } from './log-stream-queue.ts';
import { insertLogStreamEntries } from './sql/insert-log-stream-entries.sql.ts';

/** Something that was stored, and that a stream may carry. */
export interface Streamable {
  readonly tenantId: string;
  readonly source: LogStreamSource;
  readonly objectId: string;
  readonly at: string;
}

/** How old the knowledge may be of who has streams: so much later a new stream begins. */
const MAX_AGE_MS = 2_000;

/**
 * Writes down, in the transaction that stores something, that a stream is to carry it. Who has streams is remembered, and asked for all at
 * once: ingest must not pay a question for each batch, and nobody who has no stream pays more than a look into a map.
 */
@Injectable()
export class StreamWatch {
  #watched: ReadonlyMap<string, ReadonlySet<LogStreamSource>> = new Map();
  #askedAtMs = -Infinity;
  #asking: Promise<void> | undefined;

  constructor(
    @Inject(LogStreamQueue) private readonly streams: LogStreamQueue,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Before the transaction. Once something is known a failure is none of ingest's; before that it is, or what streams are to carry would be passed over. */
  async refresh(): Promise<void> {
    const ageMs = this.clock.nowMs() - this.#askedAtMs;
    if (ageMs >= 0 && ageMs < MAX_AGE_MS) return;
    this.#asking ??= this.#ask().finally(() => {
      this.#asking = undefined;
    });
    await this.#asking.catch((thrown: unknown) => {
      if (this.#askedAtMs === -Infinity) throw thrown;
    });
  }

  /** Inside it, as writer. */
  async note(sql: SqlClient, stored: readonly Streamable[]): Promise<void> {
    const wanted = stored.filter(({ tenantId, source }) => this.#watched.get(tenantId)?.has(source) === true);
    if (wanted.length === 0) return;
    await sql.query(insertLogStreamEntries, [
      wanted.map(({ tenantId }) => tenantId),
      wanted.map(({ source }) => source),
      wanted.map(({ objectId }) => objectId),
      wanted.map(({ at }) => at),
    ]);
  }

  async #ask(): Promise<void> {
    const rows = await this.streams.watched();
    this.#watched = new Map(rows.map(({ tenantId, sources }) => [tenantId, new Set(sources)]));
    this.#askedAtMs = this.clock.nowMs();
  }
}
