import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Database } from '@ebbflow/persistence';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { type ClaimedReplay, ReplayPages } from './replay-pages.ts';
import { ReplaysConfig } from './replays.config.ts';
import { claimReplay } from './sql/claim-replay.sql.ts';
import { sweepReplays } from './sql/sweep-replays.sql.ts';

/** Works through bulk replays, a page at a time and the one that has waited longest first. Any number of replicas may run it. */
@Injectable()
export class ReplaysJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  #timer: NodeJS.Timeout | undefined;
  #working: Promise<void> | undefined;

  constructor(
    private readonly config: ReplaysConfig,
    private readonly database: Database,
    private readonly pages: ReplayPages,
    private readonly logger: Logger,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.#timer = setInterval(() => {
      this.#working ??= this.work()
        .catch((thrown: unknown) =>
          this.logger.warn('A page of a replay could not be done; it comes again.', {}, thrown),
        )
        .finally(() => (this.#working = undefined));
    }, this.config.pollEvery.milliseconds);
  }

  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.#timer);
    await this.#working;
  }

  async work(): Promise<void> {
    const [replay] = await this.database.asWorker((sql) => sql.query<ClaimedReplay>(claimReplay));
    if (replay) await this.pages.work(replay, this.config.pageSize);
    else {
      const oldest = new Date(this.clock.nowMs() - this.config.keep.milliseconds);
      await this.database.asWorker((sql) => sql.query(sweepReplays, [oldest]));
    }
  }
}
