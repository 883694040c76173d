import { locationErased, runFinished, runsErased, type RunTrigger } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { BatchConsumer, createEvent, Outbox, type OutboxEvent, type ReceivedEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import { RunLanes } from '../runs/lanes/run-lanes.ts';
import { QueueBell } from '../runs/queue-bell.ts';
import { findRunsOfDeliveries } from './sql/find-runs-of-deliveries.sql.ts';
import { findRunsOutOf } from './sql/find-runs-out-of.sql.ts';
import { forgetErasedRuns } from './sql/forget-erased-runs.sql.ts';
import { stopErasedRuns } from './sql/stop-erased-runs.sql.ts';

type Erased = z.infer<typeof locationErased.schema>;

interface StoppedRun {
  readonly runId: string;
  readonly scenarioId: string;
  readonly scenarioVersion: number;
  readonly trigger: RunTrigger;
  readonly deliveryId: string | null;
  readonly operations: number;
  readonly startedAt: Date;
  readonly finishedAt: Date;
  readonly lane: string | null;
}

/**
 * A device has turned location off: what still runs with its locations ends, what such runs left here goes, and the log store is told to
 * drop what they showed. Doing it twice finds nothing the second time, so no inbox is needed.
 */
@Injectable()
export class LocationErasedConsumer {
  constructor(
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly lanes: RunLanes,
    private readonly bell: QueueBell,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @BatchConsumer(locationErased, { group: 'executor' })
  async erase(events: ReceivedEvent<Erased>[]): Promise<void> {
    for (const { data } of events) await this.database.asWorker((sql) => this.#erase(sql, data));
  }

  async #erase(sql: SqlClient, { tenantId, scenarioId, deliveryIds, runIds }: Erased): Promise<void> {
    const found = await sql.query<{ id: string }>(findRunsOfDeliveries, [tenantId, deliveryIds]);
    const erased = await this.#withDescendants(sql, tenantId, [...runIds, ...found.map(({ id }) => id)]);
    const stopped = await sql.query<StoppedRun>(stopErasedRuns, [tenantId, erased]);
    const blobs = await sql.query<{ blobId: string }>(forgetErasedRuns, [tenantId, erased]);
    // Before the commit, as at the gateway: the other order could leave blobs nobody knows of.
    for (const { blobId } of blobs) await this.blobs.delete(tenantId, blobId);
    await this.outbox.append(sql, [
      ...stopped.map((run) => this.#finished(tenantId, run)),
      createEvent(
        runsErased,
        { tenantId, scenarioId, runIds: erased, deliveryIds },
        { tenantId, subject: scenarioId, clock: this.clock },
      ),
    ]);
    // Last, as with every end of a run: whoever has a lane waits for nobody.
    const freed = stopped.flatMap(({ lane }) => (lane === null ? [] : [{ tenantId, lane }]));
    if ((await this.lanes.admit(sql, freed)) > 0) sql.afterCommit(() => this.bell.ring());
  }

  /** Runs that were called by these, repeat them or go on where they failed have the same data. */
  async #withDescendants(sql: SqlClient, tenantId: string, first: readonly string[]): Promise<string[]> {
    const all = new Set(first);
    for (let next = [...all]; next.length > 0;) {
      const rows = await sql.query<{ id: string }>(findRunsOutOf, [tenantId, next]);
      next = rows.map(({ id }) => id).filter((id) => !all.has(id));
      for (const id of next) all.add(id);
    }
    return [...all];
  }

  /** That it happened is no location: basic information, and no details. */
  #finished(tenantId: string, run: StoppedRun): OutboxEvent {
    const { runId, startedAt, finishedAt, deliveryId, lane: _lane, ...basic } = run;
    const data = {
      ...basic,
      tenantId,
      runId,
      ...(deliveryId === null ? {} : { deliveryId }),
      status: 'error' as const,
      startedAt: startedAt.toISOString(),
      finishedAt: finishedAt.toISOString(),
      transferBytes: 0,
      errorClass: 'ExecutionInterruptedError',
      confidential: false,
    };
    return createEvent(runFinished, data, { tenantId, subject: runId, clock: this.clock });
  }
}
