import type { CancelledRun } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { RunNotFoundError } from '../runs.errors.ts';
import { RunWorkerService } from '../run-worker.service.ts';
import { cancelRun } from './sql/cancel-run.sql.ts';
import { cancelRunsOfScenario } from './sql/cancel-runs-of-scenario.sql.ts';

const BATCH = 1_000;

/**
 * Asks for the end of runs, from whatever replica. The request stands in the row: a run that waits becomes due and is ended by a worker,
 * one that runs is ended by its holder, which looks for such requests as often as it looks for work. Either way the
 * end is written and announced like every other, with ExecutionInterruptedError.
 */
@Injectable()
export class CancellationsService {
  constructor(
    private readonly database: Database,
    private readonly worker: RunWorkerService,
  ) {}

  /** Asking twice is the same as asking once; a run that has finished stays as it is, and its state says so. */
  async cancel(tenantId: string, runId: string): Promise<CancelledRun> {
    if (!isId('run', runId)) throw new RunNotFoundError();
    const [run] = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ state: CancelledRun['state'] }>(cancelRun, [tenantId, runId]),
    );
    if (run === undefined) throw new RunNotFoundError();
    this.worker.heedCancellations();
    return { runId, state: run.state };
  }

  /** All that are unfinished now; answers how many. */
  async cancelAllOf(tenantId: string, scenarioId: string): Promise<number> {
    if (!isId('scn', scenarioId)) return 0;
    let count = 0;
    for (let last = BATCH; last === BATCH; count += last) {
      const rows = await this.database.withTenant(tenantId, (sql) =>
        sql.query(cancelRunsOfScenario, [tenantId, scenarioId, BATCH]),
      );
      last = rows.length;
    }
    this.worker.heedCancellations();
    return count;
  }
}
