import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import type { SqlClient } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import { notification } from '../../notifications/notification.ts';
import type { HeldRun } from '../../runs/held-run.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import type { Deactivation } from '../deactivations.ts';
import { delayRuns } from './delay-runs.sql.ts';
import { findRequestKeys } from './find-request-keys.sql.ts';
import { nextRunRetry } from './run-retry.policy.ts';

/** Whole runs that failed for a reason that passes, done again after a while with what started them. */
@Injectable()
export class RunRetries {
  constructor(
    private readonly starts: RunStarts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Inside the transaction that ends these runs. Answers what to announce, and the scenarios whose last retry this was. */
  async write(
    sql: SqlClient,
    failed: readonly HeldRun[],
  ): Promise<{ readonly events: readonly OutboxEvent[]; readonly exhausted: readonly Deactivation[] }> {
    if (failed.length === 0) return { events: [], exhausted: [] };
    const rows = await sql.query<{ id: string; requestKey: string | null }>(findRequestKeys, [
      failed.map((run) => run.tenantId),
      failed.map((run) => run.runId),
    ]);
    const keys = new Map(rows.map(({ id, requestKey }) => [id, requestKey]));
    const next = failed.map((run) => ({ run, retry: nextRunRetry(run.runId, keys.get(run.runId) ?? null) }));
    const due = next.flatMap(({ run, retry }) =>
      retry === undefined ? [] : [{ delayMs: retry.delayMs, start: this.#startOf(run, retry.requestKey) }],
    );
    await this.starts.start(
      sql,
      due.map(({ start }) => start),
    );
    await sql.query(delayRuns, [
      due.map(({ start }) => start.tenantId),
      due.map(({ start }) => start.runId),
      due.map(({ delayMs }) => delayMs),
    ]);
    const over = next.filter(({ retry }) => retry === undefined).map(({ run }) => run);
    return {
      events: over.map(({ tenantId, scenarioId, runId }) =>
        notification('RUN_RETRIES_EXHAUSTED', { tenantId, scenarioId, runId }, this.clock),
      ),
      exhausted: over.map(({ tenantId, scenarioId, runId }) => ({
        tenantId,
        scenarioId,
        runId,
        reason: 'RETRIES_EXHAUSTED',
      })),
    };
  }

  #startOf(run: HeldRun, requestKey: string): NewRun {
    const { tenantId, scenarioId, scenarioVersion, input, deliveryId } = run;
    return {
      tenantId,
      scenarioId,
      scenarioVersion,
      runId: newId('run', this.clock.nowMs()),
      trigger: 'retry',
      input,
      deliveryId,
      // Where there is no delivery the input is sealed for the run that had it first.
      inputRunId: run.inputRunId ?? run.runId,
      requestKey,
    };
  }
}
