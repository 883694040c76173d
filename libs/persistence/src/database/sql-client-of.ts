import type { EntityManager } from 'typeorm';
import { toPersistenceError } from './to-persistence-error.ts';
import type { SqlClient } from './sql-client.ts';

/** Plain statements on the connection of a TypeORM transaction. TypeORM cannot name a prepared statement, so these are parsed each time. */
export function sqlClientOf(manager: EntityManager, committed: (() => void)[]): SqlClient {
  return {
    async query<Row>(statement: { text: string }, values: readonly unknown[] = []): Promise<Row[]> {
      try {
        return await manager.query<Row[]>(statement.text, [...values]);
      } catch (thrown) {
        throw toPersistenceError(thrown);
      }
    },
    afterCommit: (callback) => void committed.push(callback),
  };
}
