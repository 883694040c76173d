/**
 * One SQL statement, in a file of its own (`claim-runs.sql.ts`), so that it is reviewed as SQL. `name` makes it a
 * prepared statement: parsed and planned once per connection. Two texts under one name are an error of pg.
 */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

/** Runs statements inside the transaction it was handed out for; useless after that. */
export interface SqlClient {
  /** @throws TransientError `PERSISTENCE.UNAVAILABLE`; any other fault stays the pg error it is (see isUniqueViolation). */
  query<Row = unknown>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  /** Called once this transaction has committed, never when it rolls back. For signals only: it cannot fail the transaction. */
  afterCommit(callback: () => void): void;
}

/** A connection of one's own outside any transaction, for session-level advisory locks. Each statement commits by itself. */
export interface SqlSession {
  query<Row = unknown>(statement: Statement, values?: readonly unknown[]): Promise<Row[]>;
  close(): Promise<void>;
}
