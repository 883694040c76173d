import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { ErasureBell } from './erasure-bell.ts';
import { ErasureSaga } from './erasure-saga.ts';
import { RestoreReplays } from './restore-replays.ts';

const QUEUE = 'erasures';

/**
 * Moves erasures on: when something rings, and every minute, since a ring may be lost with its process. *Stately*: one waits and one runs,
 * whatever the number of replicas, so that a ring that comes while one runs is not lost and two never run at once.
 */
@Injectable()
export class ErasuresJob {
  constructor(
    @Inject(ErasureSaga) private readonly saga: ErasureSaga,
    @Inject(RestoreReplays) private readonly replays: RestoreReplays,
    @Inject(ErasureBell) private readonly bell: ErasureBell,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, {
      policy: 'stately',
      retryLimit: 0,
      expireInSeconds: 1_800,
      deleteAfterSeconds: 86_400,
    });
    await boss.schedule(QUEUE, '* * * * *', null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 0.5 }, () => this.run());
    this.bell.onRing(() => {
      boss.send(QUEUE, {}).catch((thrown: unknown) => {
        this.logger.warn('An erasure could not be moved on at once; within a minute it is.', {}, thrown);
      });
    });
    this.bell.ring();
  }

  async run(): Promise<void> {
    // First: who was erased before a restore must be gone before anybody is served, and before a new erasure is told to services that wait.
    await this.replays.run();
    await this.saga.advance();
  }
}
