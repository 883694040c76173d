import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { SweepConfig } from './sweep.config.ts';
import { SweepService } from './sweep.service.ts';

const QUEUE = 'sweep';

/**
 * Runs the sweep at boot and then every hour. The queue is *exclusive*: whatever the number of replicas, at most one sweep waits
 * or runs. One that fails (a service is still starting) comes again after 2 s, 4 s and so on, up to five minutes apart.
 */
@Injectable()
export class SweepJob {
  constructor(
    @Inject(SweepService) private readonly sweeps: SweepService,
    @Inject(SweepConfig) private readonly config: SweepConfig,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, {
      policy: 'exclusive',
      retryLimit: 20,
      retryDelay: 2,
      retryBackoff: true,
      retryDelayMax: 300,
      expireInSeconds: 1_800,
      deleteAfterSeconds: 86_400,
    });
    await boss.schedule(QUEUE, this.config.cron, null, { tz: 'UTC' });
    await boss.send(QUEUE, {});
    await boss.work(QUEUE, { pollingIntervalSeconds: 5 }, () => this.sweeps.sweep());
  }
}
