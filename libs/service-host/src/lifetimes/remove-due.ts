import type { SqlClient, Statement } from '@ebbflow/persistence';
import { lockRemoval } from './lock-removal.sql.ts';

/**
 * Removes some of what is over, as worker, in the caller's transaction: `statement` begins with `dueRows`. One replica at a time; another
 * one waits for this batch and takes the next. A lock for all and no row locks, because those ask for the right to change rows.
 */
export async function removeDue<Row>(
  sql: SqlClient,
  schema: string,
  statement: Statement,
  { now, limit }: { readonly now: Date; readonly limit: number },
): Promise<Row[]> {
  await sql.query(lockRemoval, [`${schema} ${statement.name}`]);
  return sql.query<Row>(statement, [now, limit]);
}
