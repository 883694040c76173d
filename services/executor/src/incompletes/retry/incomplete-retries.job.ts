import { newId } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { Lifetimes } from '@ebbflow/service-host';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { QueueBell } from '../../runs/queue-bell.ts';
import { RunStarts } from '../../runs/start/run-starts.ts';
import { IncompletesConfig } from '../incompletes.config.ts';
import { lockRetries } from '../sql/lock-retries.sql.ts';
import { markRetrying } from '../sql/mark-retrying.sql.ts';
import { pickDue } from '../sql/pick-due.sql.ts';
import { releaseLostRetries } from '../sql/release-lost-retries.sql.ts';

interface DueRow {
  readonly tenantId: string;
  readonly id: string;
  readonly createdAt: Date;
  readonly scenarioId: string;
  readonly scenarioVersion: number | null;
}

/**
 * Starts the runs that take up incomplete executions. **pending** and due → **retrying**, held by a run that is queued in the same
 * transaction → decided by the end of that run (IncompletesPart), in its transaction. So each retry is decided once, whoever dies between.
 */
@Injectable()
export class IncompleteRetriesJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly config: IncompletesConfig,
    private readonly database: Database,
    private readonly starts: RunStarts,
    private readonly bell: QueueBell,
    private readonly logger: Logger,
    private readonly lifetimes: Lifetimes,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working ??= this.work()
        .then(() => undefined)
        .catch((thrown: unknown) =>
          this.logger.warn('Due retries could not be started; it is tried again.', {}, thrown),
        )
        .finally(() => (this.#working = undefined));
    }, this.config.pollEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  /** Answers how many runs were started. */
  async work(): Promise<number> {
    return this.database.asWorker(async (sql) => {
      const [lock] = await sql.query<{ locked: boolean }>(lockRetries);
      if (lock?.locked !== true) return 0;
      const lost = await sql.query(releaseLostRetries);
      if (lost.length > 0)
        this.logger.warn('Retries ended undecided and come again.', { incompleteCount: lost.length });
      return this.#start(sql);
    });
  }

  async #start(sql: SqlClient): Promise<number> {
    const { oldest, now, longestDays } = this.lifetimes.window('incomplete-runs');
    const due = await sql.query<DueRow>(pickDue, [oldest, this.config.patience.milliseconds, now, longestDays]);
    if (due.length === 0) return 0;
    // By tenant and id, in which order a person's bulk retry or delete locks them as well.
    const ordered = due.toSorted((one, other) =>
      `${one.tenantId}/${one.id}` < `${other.tenantId}/${other.id}` ? -1 : 1,
    );
    const runs = ordered.map((row) => ({ ...row, runId: newId('run', now.getTime()) }));
    const marked = await sql.query<{ id: string }>(markRetrying, [
      runs.map(({ tenantId }) => tenantId),
      runs.map(({ id }) => id),
      runs.map(({ createdAt }) => createdAt.toISOString()),
      runs.map(({ runId }) => runId),
    ]);
    const taken = new Set(marked.map(({ id }) => id));
    const started = await this.starts.start(
      sql,
      runs
        .filter(({ id }) => taken.has(id))
        .map(({ tenantId, runId, scenarioId, scenarioVersion, id }) => ({
          tenantId,
          runId,
          scenarioId,
          scenarioVersion: scenarioVersion ?? undefined,
          trigger: 'retry',
          incompleteId: id,
        })),
    );
    sql.afterCommit(() => this.bell.ring());
    return started.size;
  }
}
