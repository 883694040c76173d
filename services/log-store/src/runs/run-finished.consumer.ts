import { Inject, Injectable } from '@nestjs/common';
import { runFinished, type Sealed } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, Inbox, type ReceivedEvent } from '@ebbflow/messaging';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { type CategoryId, isPast, retentionPolicy, utcDay } from '@ebbflow/policy';
import type { z } from 'zod';
import { insertActivity } from '../activity/insert-activity.sql.ts';
import { insertSearchKeys } from '../search/insert-search-keys.sql.ts';
import { type Streamable, StreamWatch } from '../log-streams/stream-watch.ts';
import { insertExecutionDetails } from './insert-execution-details.sql.ts';

type RunFinished = z.infer<typeof runFinished.schema>;

const GROUP = 'log-store';

/** Takes finished runs in batches into both categories, in one transaction with the inbox, and never opens what is sealed. */
@Injectable()
export class RunFinishedConsumer {
  readonly #activityDays: DayPartitions;
  readonly #detailsDays: DayPartitions;
  readonly #searchDays: DayPartitions;

  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(Inbox) private readonly inbox: Inbox,
    @Inject(StreamWatch) private readonly streams: StreamWatch,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#activityDays = new DayPartitions(database, 'activity');
    this.#detailsDays = new DayPartitions(database, 'execution_details');
    this.#searchDays = new DayPartitions(database, 'search_key');
  }

  @BatchConsumer(runFinished, { group: GROUP })
  async ingest(events: ReceivedEvent<RunFinished>[]): Promise<void> {
    // Before the transaction: a partition attached inside it would hold its lock until the rows are in.
    await this.#activityDays.ensure(daysOf(this.#kept('activity', events)));
    const kept = this.#kept('execution-details', events);
    await this.#detailsDays.ensure(daysOf(kept));
    await this.#searchDays.ensure(daysOf(kept.filter(isFoundByKeys)));
    await this.streams.refresh();
    await this.database.asWriter(async (sql) => {
      const fresh = await this.inbox.claim(sql, GROUP, events);
      const details = this.#kept('execution-details', fresh);
      const activity = this.#kept('activity', fresh);
      if (details.length > 0) await sql.query(insertExecutionDetails, detailsColumns(details));
      const found = details.filter(isFoundByKeys);
      if (found.length > 0) await sql.query(insertSearchKeys, searchColumns(found));
      if (activity.length > 0) await sql.query(insertActivity, activityColumns(activity));
      await this.streams.note(sql, [
        ...activity.map((run) => streamableOf(run, 'activity')),
        ...details.map((run) => streamableOf(run, 'executions')),
      ]);
    });
  }

  /** An event so late that its lifetime is over is not stored at all; its day may be gone already, and must not come back. */
  #kept(category: CategoryId, events: readonly ReceivedEvent<RunFinished>[]): readonly RunFinished[] {
    const ttl = retentionPolicy().ttl(category);
    const nowMs = this.clock.nowMs();
    return events.map(({ data }) => data).filter(({ finishedAt }) => !isPast(Date.parse(finishedAt), ttl, nowMs));
  }
}

function streamableOf({ tenantId, runId, finishedAt }: RunFinished, source: 'activity' | 'executions'): Streamable {
  return { tenantId, source, objectId: runId, at: finishedAt };
}

function daysOf(runs: readonly RunFinished[]): string[] {
  return runs.map(({ finishedAt }) => utcDay(Date.parse(finishedAt)));
}

/** A confidential run is found by nothing, also if a producer sent more. */
function isFoundByKeys(run: RunFinished): boolean {
  return !run.confidential && (run.searchIndexes ?? []).length > 0;
}

function searchColumns(runs: readonly RunFinished[]): unknown[] {
  const rows = runs.flatMap(({ tenantId, finishedAt, runId, searchIndexes = [] }) =>
    searchIndexes.map((index) => ({ tenantId, finishedAt, runId, index: Buffer.from(index, 'base64') })),
  );
  return [
    rows.map((row) => row.tenantId),
    rows.map((row) => row.index),
    rows.map((row) => row.finishedAt),
    rows.map((row) => row.runId),
  ];
}

function activityColumns(runs: readonly RunFinished[]): unknown[] {
  return [
    runs.map((run) => run.tenantId),
    runs.map((run) => run.runId),
    runs.map((run) => run.finishedAt),
    runs.map((run) => run.scenarioId),
    runs.map((run) => run.status),
  ];
}

function detailsColumns(runs: readonly RunFinished[]): unknown[] {
  // Of a confidential run only the basic information is kept, also if a producer sent more.
  const details = runs.map((run) => (run.confidential ? undefined : run.details));
  const inputs = runs.map((run) => (run.confidential ? undefined : run.input));
  const bytes = new JoinedBytes();
  return [
    runs.map((run) => run.tenantId),
    runs.map((run) => run.runId),
    runs.map((run) => run.finishedAt),
    runs.map((run) => run.startedAt),
    runs.map((run) => run.scenarioId),
    runs.map((run) => run.scenarioVersion),
    runs.map((run) => run.trigger),
    runs.map((run) => run.deliveryId ?? null),
    runs.map((run) => run.status),
    runs.map((run) => run.operations),
    runs.map((run) => run.transferBytes),
    runs.map((run) => run.errorClass ?? null),
    runs.map((run) => run.errorModuleId ?? null),
    runs.map((run) => run.confidential),
    ...sealedColumns(details, bytes),
    runs.map((run) => (run.confidential ? null : (run.inputRunId ?? null))),
    runs.map((run) => (run.confidential ? null : (run.hookId ?? null))),
    ...sealedColumns(inputs, bytes),
    runs.map((run) => run.outOfRunId ?? null),
    bytes.joined(),
  ];
}

function sealedColumns(values: readonly (Sealed | undefined)[], joined: JoinedBytes): unknown[] {
  const places = values.map((sealed) =>
    sealed && 'bytes' in sealed ? joined.add(Buffer.from(sealed.bytes, 'base64')) : undefined,
  );
  return [
    values.map((sealed) => sealed?.keyVersion ?? null),
    places.map((place) => place?.from ?? null),
    places.map((place) => place?.length ?? null),
    values.map((sealed) => (sealed && 'blob' in sealed ? sealed.blob : null)),
  ];
}

/** Many values as one; where each begins, as SQL counts. */
class JoinedBytes {
  readonly #parts: Buffer[] = [];
  #length = 0;

  add(part: Buffer): { readonly from: number; readonly length: number } {
    const place = { from: this.#length + 1, length: part.length };
    this.#parts.push(part);
    this.#length += part.length;
    return place;
  }

  joined(): Buffer {
    return Buffer.concat(this.#parts, this.#length);
  }
}
