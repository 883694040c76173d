import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { CanariesService } from './canaries.service.ts';
import { CanaryConfig } from './canary.config.ts';

const QUEUE = 'canary';

/** One canary a night, whatever the number of replicas. */
@Injectable()
export class CanaryJob {
  constructor(
    @Inject(CanariesService) private readonly canaries: CanariesService,
    @Inject(CanaryConfig) private readonly config: CanaryConfig,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 1, retryDelay: 300, deleteAfterSeconds: 86_400 });
    await boss.schedule(QUEUE, this.config.cron, null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 30 }, async () => {
      await this.canaries.plant();
    });
  }
}
