import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import type { RunTrigger, SealedInput } from '../held-run.ts';
import { startRuns } from '../sql/start-runs.sql.ts';

/** A run to be queued. What is left out is null in its row. */
export interface NewRun {
  readonly tenantId: string;
  readonly runId: string;
  readonly scenarioId: string;
  /** Left out: the scenario's current version. */
  readonly scenarioVersion?: number | undefined;
  readonly trigger: RunTrigger;
  readonly input?: SealedInput | undefined;
  /** The input is the request of this delivery, and sealed as such. */
  readonly deliveryId?: string | undefined;
  /** The input is that of another run, and sealed as such. */
  readonly inputRunId?: string | undefined;
  /** At most one run of the tenant has it. */
  readonly requestKey?: string | undefined;
  /** Waits for this run's end. */
  readonly parentRunId?: string | undefined;
  /** The run that asked for this one, whether it waits for it or not. */
  readonly callerRunId?: string | undefined;
  /** Base URL of the replica where somebody waits for the end. */
  readonly replyTo?: string | undefined;
  /** The run takes what waits in this hook's queue. */
  readonly hookId?: string | undefined;
  /** The run takes up this incomplete execution. */
  readonly incompleteId?: string | undefined;
  /** Whom to tell about the end, sealed. */
  readonly callback?: Buffer | undefined;
  readonly traceparent?: string | undefined;
}

/** The one way in for runs that no delivery starts. Wake the worker (`RunWorkerService.wake`) after the caller's commit. */
@Injectable()
export class RunStarts {
  /** Inside the caller's transaction, as app or as worker. Answers the runs that are new, with their version. */
  async start(sql: SqlClient, runs: readonly NewRun[]): Promise<ReadonlyMap<string, number>> {
    if (runs.length === 0) return new Map();
    const rows = await sql.query<{ id: string; scenario_version: number }>(startRuns, [
      runs.map((run) => run.tenantId),
      runs.map((run) => run.runId),
      runs.map((run) => run.scenarioId),
      runs.map((run) => run.scenarioVersion ?? null),
      runs.map((run) => run.trigger),
      runs.map(({ input }) => (input !== undefined && 'bytes' in input ? input.bytes : null)),
      runs.map(({ input }) => (input !== undefined && 'blob' in input ? input.blob : null)),
      runs.map(({ input }) => input?.keyVersion ?? null),
      runs.map((run) => run.deliveryId ?? null),
      runs.map((run) => run.inputRunId ?? null),
      runs.map((run) => run.requestKey ?? null),
      runs.map((run) => run.parentRunId ?? null),
      runs.map((run) => run.hookId ?? null),
      runs.map((run) => run.incompleteId ?? null),
      runs.map((run) => run.callback ?? null),
      runs.map((run) => run.traceparent ?? null),
      runs.map((run) => run.callerRunId ?? null),
      runs.map((run) => run.replyTo ?? null),
    ]);
    return new Map(rows.map((row) => [row.id, row.scenario_version]));
  }
}
