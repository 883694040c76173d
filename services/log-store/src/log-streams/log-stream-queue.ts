import type { LogStreamSource } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { LogStreamRow } from './log-stream-row.ts';
import { claimLogStreams } from './sql/claim-log-streams.sql.ts';
import { deletePassedEntries } from './sql/delete-passed-entries.sql.ts';
import { failLogStream } from './sql/fail-log-stream.sql.ts';
import { listWatchedSources } from './sql/list-watched-sources.sql.ts';
import { settleLogStream } from './sql/settle-log-stream.sql.ts';

/** How far a stream is after an attempt that succeeded. */
export interface LogStreamProgress {
  readonly xid: string;
  readonly sequence: string;
  readonly auditPosition: number | null;
  readonly auditDueAt: Date;
  /** Null: there was nothing to send. */
  readonly acknowledgedAt: Date | null;
  readonly sentCount: number;
  readonly dueAt: Date;
}

/** Streams of all organisations, as whoever sends them sees them. */
@Injectable()
export class LogStreamQueue {
  constructor(@Inject(Database) private readonly database: Database) {}

  watched(): Promise<{ tenantId: string; sources: LogStreamSource[] }[]> {
    return this.database.asWorker((sql) => sql.query(listWatchedSources));
  }

  claim(most: number, now: Date, until: Date): Promise<LogStreamRow[]> {
    return this.database.asWorker((sql) => sql.query<LogStreamRow>(claimLogStreams, [most, now, until]));
  }

  async settle({ tenantId, id, revision }: LogStreamRow, progress: LogStreamProgress): Promise<void> {
    const { xid, sequence, auditPosition, auditDueAt, acknowledgedAt, sentCount, dueAt } = progress;
    const values = [tenantId, id, xid, sequence, auditPosition, auditDueAt, acknowledgedAt, sentCount, dueAt, revision];
    await this.database.asWorker((sql) => sql.query(settleLogStream, values));
  }

  /** `dueAt` null: it stops. */
  async fail({ tenantId, id, revision }: LogStreamRow, now: Date, why: string, dueAt: Date | null): Promise<void> {
    await this.database.asWorker((sql) => sql.query(failLogStream, [tenantId, id, now, why, dueAt, revision]));
  }

  /** How many went. */
  async deletePassedEntries(olderThan: Date, most: number): Promise<number> {
    return (await this.database.asWorker((sql) => sql.query(deletePassedEntries, [olderThan, most]))).length;
  }
}
