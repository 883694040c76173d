import { ensurePartition, type Database, type Statement } from '@ebbflow/persistence';
import { daySpan } from '../maintenance/day-span.ts';
import { deadLetterInsert } from './dead-letter-insert.sql.ts';
import type { DeadLetter, DeadLetters } from './dead-letter.ts';

/** Keeps them in the consumer's own schema: a transport in memory has no topic that would outlive the process. */
export class TableDeadLetters implements DeadLetters {
  readonly #database: Database;
  readonly #insert: Statement;

  constructor(database: Database) {
    this.#database = database;
    this.#insert = deadLetterInsert(database.schema);
  }

  async put({ group, message, code, reason, attempts }: DeadLetter): Promise<void> {
    const { topic, key, attributes, data } = message;
    await this.#database.asWorker(async (sql) => {
      await ensurePartition(sql, { schema: this.#database.schema, table: 'dead_letter' }, daySpan(Date.now()));
      await sql.query(this.#insert, [group, topic, key, JSON.stringify(attributes), data, code, reason, attempts]);
    });
  }
}
