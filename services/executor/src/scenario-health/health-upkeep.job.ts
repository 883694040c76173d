import { Logger } from '@ebbflow/observability';
import { Outbox } from '@ebbflow/messaging';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { BoundedNotifications } from '../notifications/bounded-notifications.ts';

const EVERY_MS = 30_000;

/** Tells owners the rest of what was held back, once nothing comes any more that would have told it. Any number of replicas may run it. */
@Injectable()
export class HealthUpkeepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly database: Database,
    private readonly notifications: BoundedNotifications,
    private readonly outbox: Outbox,
    private readonly logger: Logger,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working ??= this.work()
        .catch((thrown: unknown) => this.logger.warn('Held back notifications stay so for now.', {}, thrown))
        .finally(() => (this.#working = undefined));
    }, EVERY_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async work(): Promise<void> {
    await this.database.asWorker(async (sql) => this.outbox.append(sql, await this.notifications.releaseHeldBack(sql)));
  }
}
