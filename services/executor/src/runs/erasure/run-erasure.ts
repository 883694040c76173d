import { runFinished, runsErased, type RunTrigger } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RunLanes } from '../lanes/run-lanes.ts';
import { QueueBell } from '../queue-bell.ts';
import { findRunsOutOf } from './find-runs-out-of.sql.ts';
import { forgetErasedRuns } from './forget-erased-runs.sql.ts';
import { stopErasedRuns } from './stop-erased-runs.sql.ts';

/** Which runs of one scenario may be kept no longer. */
export interface ErasedRuns {
  readonly tenantId: string;
  readonly scenarioId: string;
  readonly runIds: readonly string[];
  /** All that came of these, replays at the log store included. */
  readonly deliveryIds?: readonly string[];
  /** All that ran one of these, however long ago. */
  readonly scenarioVersions?: readonly number[];
}

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
 * What went through runs goes before its time: those that still run end, what they left here goes, and the log store is told to drop
 * what they showed. That they happened stays. Doing it twice finds nothing the second time.
 */
@Injectable()
export class RunErasure {
  constructor(
    private readonly outbox: Outbox,
    private readonly lanes: RunLanes,
    private readonly bell: QueueBell,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Inside the caller's transaction, as worker. */
  async erase(
    sql: SqlClient,
    { tenantId, scenarioId, runIds, deliveryIds, scenarioVersions }: ErasedRuns,
  ): Promise<void> {
    const erased = await this.#withDescendants(sql, tenantId, runIds);
    const stopped = await sql.query<StoppedRun>(stopErasedRuns, [tenantId, erased]);
    const blobs = await sql.query<{ blobId: string }>(forgetErasedRuns, [tenantId, erased]);
    // Before the commit, as at the gateway: the other order could leave blobs nobody knows of.
    for (const { blobId } of blobs) await this.blobs.delete(tenantId, blobId);
    const facts = { tenantId, subject: scenarioId, clock: this.clock };
    const data = {
      tenantId,
      scenarioId,
      runIds: erased,
      deliveryIds: [...(deliveryIds ?? [])],
      ...(scenarioVersions === undefined ? {} : { scenarioVersions: [...scenarioVersions] }),
    };
    await this.outbox.append(sql, [
      ...stopped.map((run) => this.#finished(tenantId, run)),
      createEvent(runsErased, data, facts),
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

  /** Basic information, and no details. */
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
