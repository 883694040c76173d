import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { LogStreamRow } from './log-stream-row.ts';
import { deleteLogStream } from './sql/delete-log-stream.sql.ts';
import { insertLogStream } from './sql/insert-log-stream.sql.ts';
import { listLogStreams } from './sql/list-log-streams.sql.ts';
import { lockLogStreams } from './sql/lock-log-streams.sql.ts';
import { updateLogStream } from './sql/update-log-stream.sql.ts';

/** What a person says about a stream. */
export type LogStreamSettings = Pick<
  LogStreamRow,
  'name' | 'sources' | 'target' | 'hasSecret' | 'includePayloads' | 'isPaused'
>;

@Injectable()
export class LogStreamsRepository {
  constructor(@Inject(Database) private readonly database: Database) {}

  list(tenantId: string, id: string | null = null): Promise<LogStreamRow[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<LogStreamRow>(listLogStreams, [tenantId, id]));
  }

  /** False: there are `most` already. */
  insert(tenantId: string, id: string, settings: LogStreamSettings, at: { now: Date; most: number }): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockLogStreams, [tenantId]);
      const values = [tenantId, id, ...columnsOf(settings), at.most, at.now];
      return (await sql.query(insertLogStream, values)).length > 0;
    });
  }

  /** False: it is at another revision by now, or gone. */
  async update(tenantId: string, stream: LogStreamRow, settings: LogStreamSettings, now: Date): Promise<boolean> {
    const { id, revision } = stream;
    const values = [tenantId, id, revision, ...columnsOf(settings), now];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(updateLogStream, values));
    return rows.length > 0;
  }

  async delete(tenantId: string, id: string): Promise<boolean> {
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query(deleteLogStream, [tenantId, id]));
    return rows.length > 0;
  }
}

function columnsOf({ name, sources, target, hasSecret, includePayloads, isPaused }: LogStreamSettings): unknown[] {
  return [name, sources, JSON.stringify(target), hasSecret, includePayloads, isPaused];
}
