import { Outbox, type OutboxEvent } from '@ebbflow/messaging';
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

interface NewStream {
  readonly id: string;
  readonly now: Date;
  readonly most: number;
  /** For the audit log. */
  readonly fact: OutboxEvent;
}

interface ChangedStream {
  readonly id: string;
  /** It is at this one. */
  readonly revision: number;
  readonly now: Date;
  readonly fact: OutboxEvent;
}

@Injectable()
export class LogStreamsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
  ) {}

  list(tenantId: string, id: string | null = null): Promise<LogStreamRow[]> {
    return this.database.withTenant(tenantId, (sql) => sql.query<LogStreamRow>(listLogStreams, [tenantId, id]));
  }

  /** False: there are `most` already. */
  insert(tenantId: string, settings: LogStreamSettings, { id, now, most, fact }: NewStream): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      await sql.query(lockLogStreams, [tenantId]);
      const rows = await sql.query(insertLogStream, [tenantId, id, ...columnsOf(settings), most, now]);
      if (rows.length > 0) await this.outbox.append(sql, [fact]);
      return rows.length > 0;
    });
  }

  /** False: it is at another revision by now, or gone. */
  update(tenantId: string, settings: LogStreamSettings, { id, revision, now, fact }: ChangedStream): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      const rows = await sql.query(updateLogStream, [tenantId, id, revision, ...columnsOf(settings), now]);
      if (rows.length > 0) await this.outbox.append(sql, [fact]);
      return rows.length > 0;
    });
  }

  delete(tenantId: string, id: string, fact: OutboxEvent): Promise<boolean> {
    return this.database.withTenant(tenantId, async (sql) => {
      const rows = await sql.query(deleteLogStream, [tenantId, id]);
      if (rows.length > 0) await this.outbox.append(sql, [fact]);
      return rows.length > 0;
    });
  }
}

function columnsOf({ name, sources, target, hasSecret, includePayloads, isPaused }: LogStreamSettings): unknown[] {
  return [name, sources, JSON.stringify(target), hasSecret, includePayloads, isPaused];
}
