import { Logger } from '@ebbflow/observability';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { SweepJob } from '../sweeps/sweep.job.ts';
import { VerificationJob } from '../verification/verification.job.ts';
import { PG_BOSS } from './pg-boss.ts';

/** Starts the queue with the service and hands it to each job; lets those under way finish when the service stops. */
@Injectable()
export class JobQueue implements OnApplicationBootstrap, BeforeApplicationShutdown {
  readonly #jobs: readonly { schedule(boss: PgBoss): Promise<void> }[];

  constructor(
    @Inject(PG_BOSS) private readonly boss: PgBoss,
    @Inject(SweepJob) sweep: SweepJob,
    @Inject(VerificationJob) verification: VerificationJob,
    @Inject(Logger) private readonly logger: Logger,
  ) {
    this.#jobs = [sweep, verification];
  }

  async onApplicationBootstrap(): Promise<void> {
    this.boss.on('error', (cause) => this.logger.warn('The job queue met an error and goes on.', {}, cause));
    await this.boss.start();
    for (const job of this.#jobs) await job.schedule(this.boss);
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.boss.stop({ graceful: true, timeout: 10_000 });
  }
}
