import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { RunSpillsService } from '../attempt/run-spills.service.ts';
import { RunBlobs } from '../blobs/run-blobs.ts';
import { RunSweepConfig } from './run-sweep.config.ts';
import { sweepFinishedRuns } from './sql/sweep-finished-runs.sql.ts';

/** Short transactions: a batch of rows is gone in some milliseconds, and the queue beside it does not feel it. */
const ROWS_PER_BATCH = 1_000;
const BLOBS_PER_BATCH = 100;

/**
 * Removes what is over: rows of finished runs once nobody can ask for the same delivery again, and blobs that a process did not live to
 * remove. A timer and not pg-boss: every replica may sweep at any time, a missed turn harms nobody, and so there is nothing to coordinate.
 */
@Injectable()
export class RunSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly config: RunSweepConfig,
    private readonly database: Database,
    private readonly runBlobs: RunBlobs,
    private readonly spills: RunSpillsService,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.#turn(), this.config.every.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.#isStopping = true;
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  #turn(): void {
    this.#sweeping ??= this.#sweep()
      .catch((thrown: unknown) => this.logger.warn('What is over could not be removed; it is tried again.', {}, thrown))
      .finally(() => (this.#sweeping = undefined));
  }

  async #sweep(): Promise<void> {
    const blobCount = await this.#whileFull(BLOBS_PER_BATCH, async () => {
      const blobs = await this.runBlobs.listEnded(BLOBS_PER_BATCH);
      await this.spills.remove(blobs);
      return blobs.length;
    });
    const runCount = await this.#whileFull(ROWS_PER_BATCH, async () => {
      const values = [this.config.keep.milliseconds, ROWS_PER_BATCH];
      return (await this.database.asWorker((sql) => sql.query(sweepFinishedRuns, values))).length;
    });
    if (blobCount + runCount > 0) this.logger.info('What was over is removed.', { blobCount, runCount });
  }

  async #whileFull(size: number, batch: () => Promise<number>): Promise<number> {
    let count = 0;
    for (let last = size; last === size && !this.#isStopping; count += last) last = await batch();
    return count;
  }
}
