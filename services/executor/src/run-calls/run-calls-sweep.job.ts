import { Logger } from '@ebbflow/observability';
import { Database, type Statement } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { KEY_LIFE } from './api/call-keys.ts';
import { deleteExpiredOutputs } from './sql/delete-expired-outputs.sql.ts';
import { deleteOldCalls } from './sql/delete-old-calls.sql.ts';

const EVERY_MS = 60_000;
const AT_ONCE = 1_000;

/** Deletes outputs and idempotency keys whose day is over. Any number of replicas may do it. */
@Injectable()
export class RunCallsSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> = Promise.resolve();
  #isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#sweeping = this.sweep().catch((thrown: unknown) =>
        this.logger.warn('Outputs of old runs could not be deleted; it is tried again.', {}, thrown),
      );
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    this.#isStopping = true;
    await this.#sweeping;
  }

  async sweep(): Promise<void> {
    await this.#deleteAll(deleteExpiredOutputs, [AT_ONCE]);
    await this.#deleteAll(deleteOldCalls, [KEY_LIFE.milliseconds, AT_ONCE]);
  }

  async #deleteAll(statement: Statement, values: readonly unknown[]): Promise<void> {
    let deleted: number;
    do deleted = (await this.database.asWorker((sql) => sql.query(statement, values))).length;
    while (deleted === AT_ONCE && !this.#isStopping);
  }
}
