import { DefectError } from '@ebbflow/kernel';
import type { EntityManager } from 'typeorm';
import { toPersistenceError } from './to-persistence-error.ts';
import type { SqlClient } from './sql-client.ts';

/**
 * Plain statements on the connection of a TypeORM transaction. TypeORM cannot name a prepared statement, so these are parsed each time; and
 * it answers updates and deletes with a pair of rows and their count unless it is asked for the structured result.
 */
export function sqlClientOf(manager: EntityManager, committed: (() => void)[]): SqlClient {
  return {
    async query<Row>(statement: { text: string }, values: readonly unknown[] = []): Promise<Row[]> {
      try {
        const runner = manager.queryRunner;
        if (runner === undefined)
          throw new DefectError('PERSISTENCE.NO_TRANSACTION', 'This manager has no transaction.');
        return (await runner.query(statement.text, [...values], true)).records as Row[];
      } catch (thrown) {
        throw toPersistenceError(thrown);
      }
    },
    afterCommit: (callback) => void committed.push(callback),
  };
}
