import { Database } from '@ebbflow/persistence';
import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunWorkerService } from '../../runs/run-worker.service.ts';
import { type NewRun, RunStarts } from '../../runs/start/run-starts.ts';
import { ScenarioNotFoundError } from '../../scenarios/scenarios.errors.ts';
import { CallKeys } from './call-keys.ts';

/** Queues the run of a call, once for each Idempotency-Key. */
@Injectable()
export class CallStarts {
  constructor(
    private readonly database: Database,
    private readonly starts: RunStarts,
    private readonly keys: CallKeys,
    private readonly worker: RunWorkerService,
  ) {}

  /** Answers the run's id: that of the first call where the key is known. `content` is what makes two calls the same. */
  async start(run: NewRun, key: string | undefined, content: string): Promise<string> {
    const { tenantId, scenarioId, runId } = run;
    const start = (sql: SqlClient): Promise<void> => this.#start(sql, run);
    if (key !== undefined) return this.keys.once({ tenantId, scenarioId, key, content }, runId, start);
    await this.database.withTenant(tenantId, start);
    return runId;
  }

  async #start(sql: SqlClient, run: NewRun): Promise<void> {
    const started = await this.starts.start(sql, [run]);
    // Deleted since it was looked at.
    if (started.size === 0) throw new ScenarioNotFoundError();
    sql.afterCommit(() => this.worker.wake());
  }
}
