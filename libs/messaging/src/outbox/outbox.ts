import { Injectable } from '@nestjs/common';
import { Database, type SqlClient, type Statement } from '@ebbflow/persistence';
import type { OutboxEvent } from '../events/create-event.ts';
import { outboxAppend } from './outbox-append.sql.ts';

/** Where a service leaves its facts, in the transaction that made them true; the relay carries them on after the commit. */
@Injectable()
export class Outbox {
  readonly #append: Statement;
  readonly #listeners = new Set<() => void>();

  constructor(database: Database) {
    this.#append = outboxAppend(database.schema);
  }

  /** One statement for the whole batch, in the caller's transaction. Events of one transaction are published in this order. */
  async append(sql: SqlClient, events: readonly OutboxEvent[]): Promise<void> {
    if (events.length === 0) return;
    await sql.query(this.#append, [
      events.map((event) => event.id),
      events.map((event) => event.tenantId),
      events.map((event) => event.topic),
      events.map((event) => event.key),
      events.map((event) => JSON.stringify(event.attributes)),
      events.map((event) => event.data),
    ]);
    sql.afterCommit(() => {
      for (const listener of this.#listeners) listener();
    });
  }

  /** Told after each local commit that appended something; returns how to stop listening. */
  onAppended(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }
}
