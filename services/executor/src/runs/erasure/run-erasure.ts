import { runFinished, runsErased, type RunTrigger } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, Outbox, type OutboxEvent } from '@ebbflow/messaging';
import { BLOB_STORE, type BlobStore, Database, type SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { RunLanes } from '../lanes/run-lanes.ts';
import { QueueBell } from '../queue-bell.ts';
import { findRunsOutOf } from './find-runs-out-of.sql.ts';
import { forgetErasedRuns } from './forget-erased-runs.sql.ts';
import { stopErasedRuns } from './stop-erased-runs.sql.ts';

/** What of one scenario may be kept no longer. */
export interface ErasedRuns {
  readonly tenantId: string;
  readonly scenarioId: string;
  /** All that came of these, replays at the log store included. */
  readonly deliveryIds?: readonly string[];
  /** All that ran one of these, however long ago. */
  readonly scenarioVersions?: readonly number[];
}

/** Runs of the scenario that are known to be meant. */
type FindRuns = (sql: SqlClient) => Promise<readonly string[]>;

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
    private readonly database: Database,
    private readonly outbox: Outbox,
    private readonly lanes: RunLanes,
    private readonly bell: QueueBell,
    @Inject(BLOB_STORE) private readonly blobs: BlobStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async erase(erased: ErasedRuns, find: FindRuns): Promise<void> {
    const scenarioOf = await this.database.asWorker(async (sql) => this.#forget(sql, erased, await find(sql)));
    // After the commit: a run that ended meanwhile has announced it by now, and this comes after. When the process dies in between,
    // what made it begin comes again and finds the same runs.
    await this.database.asWorker((sql) => this.outbox.append(sql, this.#announcements(erased, scenarioOf)));
  }

  /** The erased runs, and of which scenario each is. */
  async #forget(
    sql: SqlClient,
    { tenantId, scenarioId }: ErasedRuns,
    runIds: readonly string[],
  ): Promise<ReadonlyMap<string, string>> {
    const first = new Map(runIds.map((id) => [id, scenarioId]));
    const { scenarioOf, stopped } = await this.#stop(sql, tenantId, first);
    const blobs = await sql.query<{ blobId: string }>(forgetErasedRuns, [tenantId, [...scenarioOf.keys()]]);
    // Before the commit, as at the gateway: the other order could leave blobs nobody knows of.
    for (const { blobId } of blobs) await this.blobs.delete(tenantId, blobId);
    await this.outbox.append(
      sql,
      stopped.map((run) => this.#finished(tenantId, run)),
    );
    // Last, as with every end of a run: whoever has a lane waits for nobody.
    const freed = stopped.flatMap(({ lane }) => (lane === null ? [] : [{ tenantId, lane }]));
    if ((await this.lanes.admit(sql, freed)) > 0) sql.afterCommit(() => this.bell.ring());
    return scenarioOf;
  }

  /**
   * Runs that were called by these, repeat them or go on where they failed have the same data. Each generation is stopped before the next is
   * looked for: whoever is stopped calls nobody any more.
   */
  async #stop(
    sql: SqlClient,
    tenantId: string,
    first: ReadonlyMap<string, string>,
  ): Promise<{ scenarioOf: ReadonlyMap<string, string>; stopped: readonly StoppedRun[] }> {
    const scenarioOf = new Map(first);
    const stopped: StoppedRun[] = [];
    for (let next = [...first.keys()]; next.length > 0;) {
      stopped.push(...(await sql.query<StoppedRun>(stopErasedRuns, [tenantId, next])));
      const rows = await sql.query<{ id: string; scenarioId: string }>(findRunsOutOf, [tenantId, next]);
      const fresh = rows.filter(({ id }) => !scenarioOf.has(id));
      for (const { id, scenarioId } of fresh) scenarioOf.set(id, scenarioId);
      next = fresh.map(({ id }) => id);
    }
    return { scenarioOf, stopped };
  }

  /** One for each scenario, under the key that `run-finished` of its runs has. */
  #announcements(erased: ErasedRuns, scenarioOf: ReadonlyMap<string, string>): OutboxEvent[] {
    const { tenantId, scenarioId: own, deliveryIds = [], scenarioVersions } = erased;
    const ofScenario = Map.groupBy(scenarioOf.keys(), (id) => scenarioOf.get(id) ?? own);
    return [...new Set([own, ...ofScenario.keys()])].map((scenarioId) => {
      const runIds = ofScenario.get(scenarioId) ?? [];
      const more =
        scenarioId === own && scenarioVersions !== undefined ? { scenarioVersions: [...scenarioVersions] } : {};
      const data = { tenantId, scenarioId, runIds, deliveryIds: scenarioId === own ? [...deliveryIds] : [], ...more };
      return createEvent(runsErased, data, { tenantId, subject: scenarioId, clock: this.clock });
    });
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
