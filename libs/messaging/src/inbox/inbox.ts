import { Injectable } from '@nestjs/common';
import { Database, ensurePartition, type SqlClient, type Statement } from '@ebbflow/persistence';
import type { ReceivedEvent } from '../events/received-event.ts';
import { inboxClaim } from './inbox-claim.sql.ts';

const DAY_MS = 86_400_000;

/** Remembers which events a group has handled. Partitioned by the day of the event's own time, which never changes between deliveries. */
@Injectable()
export class Inbox {
  readonly #schema: string;
  readonly #claim: Statement;
  readonly #daysWithPartition = new Set<number>();

  constructor(database: Database) {
    this.#schema = database.schema;
    this.#claim = inboxClaim(database.schema);
  }

  /**
   * Marks the events as handled by this group and returns those that were not marked before, in their order. Call it
   * first in the consumer's transaction: if that rolls back, so does the mark, and the events come again.
   */
  async claim<Event extends ReceivedEvent<unknown>>(
    sql: SqlClient,
    group: string,
    events: readonly Event[],
  ): Promise<Event[]> {
    if (events.length === 0) return [];
    await this.#ensureDays(sql, events);
    // Sorted, so that two transactions that claim the same events wait for each other in one order and cannot deadlock.
    const sorted = [...events].sort((left, right) => (left.id < right.id ? -1 : left.id > right.id ? 1 : 0));
    const rows = await sql.query<{ event_id: string }>(this.#claim, [
      group,
      sorted.map((event) => event.id),
      sorted.map((event) => event.time.toISOString()),
    ]);
    const fresh = new Set(rows.map((row) => row.event_id));
    // delete() answers true once per id, which also drops a repeat within this batch.
    return events.filter((event) => fresh.delete(event.id));
  }

  async #ensureDays(sql: SqlClient, events: readonly ReceivedEvent<unknown>[]): Promise<void> {
    const days = new Set(events.map((event) => Math.floor(event.time.getTime() / DAY_MS)));
    for (const day of days) {
      if (this.#daysWithPartition.has(day)) continue;
      const span = { from: new Date(day * DAY_MS), to: new Date((day + 1) * DAY_MS) };
      await ensurePartition(sql, { schema: this.#schema, table: 'inbox' }, span);
      // Only what is committed counts: a rolled back consumer takes its new partition with it.
      sql.afterCommit(() => void this.#daysWithPartition.add(day));
    }
  }
}
