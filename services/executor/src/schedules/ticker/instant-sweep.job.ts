import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database, DayPartitions } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { SchedulesConfig } from '../schedules.config.ts';

const HOUR_MS = 3_600_000;

/** Forgets, day by day, what was decided at which instant. A schedule moves on in the transaction that decides, so nothing is decided again for want of it. */
@Injectable()
export class InstantSweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #days: DayPartitions;
  #timer: NodeJS.Timeout | undefined;
  #sweeping: Promise<void> | undefined;

  constructor(
    database: Database,
    private readonly config: SchedulesConfig,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.#days = new DayPartitions(database, 'schedule_instant');
  }

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => this.sweep(), HOUR_MS);
    this.sweep();
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#sweeping;
  }

  sweep(): void {
    const firstKept = new Date(this.clock.nowMs() - this.config.keepInstants.milliseconds).toISOString().slice(0, 10);
    this.#sweeping = this.#days
      .dropBefore(firstKept)
      .then(() => undefined)
      .catch((thrown: unknown) =>
        this.logger.warn('Old instants of schedules could not be dropped; it is tried again in an hour.', {}, thrown),
      );
  }
}
