import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Logger } from '@ebbflow/observability';
import type { PgBoss } from 'pg-boss';
import { PG_BOSS } from '../jobs/pg-boss.ts';
import { SweepConfig } from './sweep.config.ts';
import { SweepService } from './sweep.service.ts';

const QUEUE = 'sweep';

/**
 * Runs the sweep at boot and then every hour. The queue is *exclusive*: whatever the number of replicas, at most one sweep waits
 * or runs. One that fails (a service is still starting) comes again after 2 s, 4 s and so on, up to five minutes apart.
 */
@Injectable()
export class SweepJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(PG_BOSS) private readonly boss: PgBoss,
    @Inject(SweepService) private readonly sweeps: SweepService,
    @Inject(SweepConfig) private readonly config: SweepConfig,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.boss.on('error', (cause) => this.logger.warn('The job queue met an error and goes on.', {}, cause));
    await this.boss.start();
    await this.boss.createQueue(QUEUE, {
      policy: 'exclusive',
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: 1_800,
      deleteAfterSeconds: 86_400,
    });
    await this.boss.schedule(QUEUE, this.config.cron, null, { tz: 'UTC' });
    await this.boss.send(QUEUE, {});
    await this.boss.work(QUEUE, { pollingIntervalSeconds: 5 }, () => this.sweeps.sweep());
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 10_000 });
  }
}
