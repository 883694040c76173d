import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { sweepPastVariables } from './sql/sweep-past-variables.sql.ts';
import { VariablesConfig } from './variables.config.ts';

/** Removes values of variables that no run can ask for any more. */
@Injectable()
export class PastVariablesJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: VariablesConfig,
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#sweeping = this.sweep().catch((thrown: unknown) =>
        this.logger.warn('Past values of variables could not be swept; it is tried again.', {}, thrown),
      );
    }, this.config.sweepEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  async sweep(): Promise<void> {
    await this.database.asWorker((sql) => sql.query(sweepPastVariables));
  }
}
