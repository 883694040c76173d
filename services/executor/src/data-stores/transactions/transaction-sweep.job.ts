import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataStoresConfig } from '../data-stores.config.ts';
import { sweepTransactions } from '../sql/sweep-transactions.sql.ts';

const AT_ONCE = 500;

/** Removes what runs staged that ended without removing it themselves: cancelled before an attempt, or deleted with their scenario. */
@Injectable()
export class TransactionSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly config: DataStoresConfig,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#sweeping = this.sweep().catch((thrown: unknown) =>
        this.logger.warn('Transactions of runs that are over could not be swept; it is tried again.', {}, thrown),
      );
    }, this.config.sweepEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  /** Answers how many were removed. */
  async sweep(): Promise<number> {
    for (let count = 0; ;) {
      const swept = await this.database.asWorker((sql) => sql.query(sweepTransactions, [AT_ONCE]));
      count += swept.length;
      if (swept.length < AT_ONCE) return count;
    }
  }
}
