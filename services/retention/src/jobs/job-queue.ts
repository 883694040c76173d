import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { PG_BOSS } from './pg-boss.ts';

/** Injection token of all jobs of the service: the list in `retention.module.ts`. */
export const JOBS: unique symbol = Symbol('ebbflow.retention.jobs');

export interface Job {
  /** Makes the job's queue and says when it runs; called with the queue started. */
  schedule(boss: PgBoss): Promise<void>;
}

/** Starts the queue with the service and hands it to each job; lets those under way finish when the service stops. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  constructor(
    @Inject(PG_BOSS) private readonly boss: PgBoss,
    @Inject(JOBS) private readonly jobs: readonly Job[],
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    this.boss.on('error', (cause) => this.logger.warn('The job queue met an error and goes on.', {}, cause));
    await this.boss.start();
    for (const job of this.jobs) await job.schedule(this.boss);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 10_000 });
  }
}
