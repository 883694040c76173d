import { auditEntriesAfterSchema, type LogStreamSource } from '@ebbflow/contracts';
import { CLOCK, type Clock, type JsonValue } from '@ebbflow/kernel';
import { Database, type Statement } from '@ebbflow/persistence';
import { Lifetimes, ServiceClient } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { LogRecord } from './log-record.ts';
import type { LogStreamRow } from './log-stream-row.ts';
import {
  type ActivityRow,
  activityRecord,
  auditRecord,
  type ExecutionRow,
  executionRecord,
  type NotificationRow,
  notificationRecord,
} from './record-of.ts';
import { StreamPayloads } from './stream-payloads.ts';
import { readLogStreamEntries } from './sql/read-log-stream-entries.sql.ts';
import { readStreamedActivity } from './sql/read-streamed-activity.sql.ts';
import { readStreamedExecutions } from './sql/read-streamed-executions.sql.ts';
import { readStreamedNotifications } from './sql/read-streamed-notifications.sql.ts';

interface EntryRow {
  readonly writtenBy: string;
  readonly sequence: string;
  readonly source: Exclude<LogStreamSource, 'audit'>;
  readonly objectId: string;
  readonly at: Date;
}

interface StoredRow {
  readonly id: string;
  readonly at: Date;
  readonly scenarioId: string | null;
}

/** One source: how its rows are read, and told. */
interface Readable<Row> {
  readonly source: EntryRow['source'];
  readonly statement: Statement;
  readonly recordOf: (row: Row) => LogRecord | Promise<LogRecord>;
}

/** What a stream sends next, and where it is when that is taken. */
export interface NextRecords {
  readonly records: readonly LogRecord[];
  readonly xid: string;
  readonly sequence: string;
  readonly auditPosition: number | null;
  /** There is more behind it. */
  readonly isMore: boolean;
}

const CATEGORIES = { activity: 'activity', executions: 'execution-details', notifications: 'notifications' } as const;

/** Reads what a stream is to carry: what is stored and within its lifetime, in the order in which it was stored. */
@Injectable()
export class StreamRecords {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Lifetimes) private readonly lifetimes: Lifetimes,
    @Inject(StreamPayloads) private readonly payloads: StreamPayloads,
    @Inject(ServiceClient) private readonly client: ServiceClient,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws TransientError when identity, vault or the executor are away */
  async next(stream: LogStreamRow, most: number): Promise<NextRecords> {
    const { tenantId, positionXid, positionSequence, sources } = stream;
    const values = [tenantId, positionXid, positionSequence, sources, most];
    const entries = await this.database.withTenant(tenantId, (sql) =>
      sql.query<EntryRow>(readLogStreamEntries, values),
    );
    const stored = await this.#stored(stream, entries);
    const audit = await this.#audit(stream, most);
    const last = entries.at(-1);
    return {
      records: [...stored, ...audit.records],
      xid: last?.writtenBy ?? positionXid,
      sequence: last?.sequence ?? positionSequence,
      auditPosition: audit.position,
      isMore: entries.length === most || audit.records.length === most,
    };
  }

  async #stored(stream: LogStreamRow, entries: readonly EntryRow[]): Promise<LogRecord[]> {
    const { tenantId } = stream;
    const budget = this.payloads.budget();
    const parts = [
      await this.#read<ActivityRow>(tenantId, entries, {
        source: 'activity',
        statement: readStreamedActivity,
        recordOf: activityRecord,
      }),
      await this.#read<NotificationRow>(tenantId, entries, {
        source: 'notifications',
        statement: readStreamedNotifications,
        recordOf: notificationRecord,
      }),
      await this.#read<ExecutionRow>(tenantId, entries, {
        source: 'executions',
        statement: readStreamedExecutions,
        recordOf: async (row) => executionRecord(row, await this.#payloadOf(stream, row, budget)),
      }),
    ];
    // What is gone meanwhile (its lifetime, an erasure) is not told any more.
    return entries.flatMap((entry) => parts.flatMap((found) => found.get(entry) ?? []));
  }

  async #read<Row extends StoredRow>(
    tenantId: string,
    entries: readonly EntryRow[],
    { source, statement, recordOf }: Readable<Row>,
  ): Promise<Map<EntryRow, LogRecord>> {
    const found = new Map<EntryRow, LogRecord>();
    const wanted = entries.filter((entry) => entry.source === source);
    if (wanted.length === 0) return found;
    const values = [tenantId, wanted.map(({ objectId }) => objectId), wanted.map(({ at }) => at)];
    const rows = await this.database.withTenant(tenantId, (sql) => sql.query<Row>(statement, values));
    const expiryOf = await this.lifetimes.expiries(tenantId, CATEGORIES[source]);
    const nowMs = this.clock.nowMs();
    const byId = new Map(rows.filter((row) => expiryOf(row).getTime() > nowMs).map((row) => [row.id, row]));
    for (const entry of wanted) {
      const row = byId.get(entry.objectId);
      if (row !== undefined) found.set(entry, await recordOf(row));
    }
    return found;
  }

  #payloadOf(stream: LogStreamRow, row: ExecutionRow, budget: { bytes: number }): Promise<JsonValue | undefined> {
    return stream.includePayloads ? this.payloads.of(stream.tenantId, row.id, budget) : Promise.resolve(undefined);
  }

  /** A stream begins with what comes after it: the first look only finds out where that is. */
  async #audit(
    { tenantId, sources, auditPosition: after, auditDueAt }: LogStreamRow,
    most: number,
  ): Promise<{ records: LogRecord[]; position: number | null }> {
    if (!sources.includes('audit') || auditDueAt.getTime() > this.clock.nowMs())
      return { records: [], position: after };
    const query = new URLSearchParams({ tenantId, after: String(after ?? -1), limit: String(most) });
    const found: z.infer<typeof auditEntriesAfterSchema> = await this.client.call(
      'identity',
      'GET',
      `/internal/v1/audit-entries?${query.toString()}`,
      { schema: auditEntriesAfterSchema },
    );
    if (after === null) return { records: [], position: found.head };
    return { records: found.items.map(auditRecord), position: found.items.at(-1)?.position ?? after };
  }
}
