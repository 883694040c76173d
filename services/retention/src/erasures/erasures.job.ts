import { Logger } from '@ebbflow/observability';
import { Database, type SqlSession } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { ErasureBell } from './erasure-bell.ts';
import { ErasureSaga } from './erasure-saga.ts';
import { RestoreReplays } from './restore-replays.ts';

const QUEUE = 'erasures';

/** Number of the lock under which one moves erasures at a time. */
const lockErasures = { name: 'lock-erasures', text: 'select pg_try_advisory_lock(7105011) as "isMine"' };
const LOOK_AGAIN_MS = 250;
const LONGEST_WAIT_MS = 30_000;

/**
 * Moves erasures on: when something rings, and every minute, since a ring may be lost with its process. *Short*: one waits, so that a ring which
 * comes while one runs is not lost. That two never run at once is seen to by a lock of a connection, not by the queue: a queue that allows
 * one active job waits for that of a process that was killed, here for longer than a shred may take.
 */
@Injectable()
export class ErasuresJob {
  constructor(
    @Inject(ErasureSaga) private readonly saga: ErasureSaga,
    @Inject(RestoreReplays) private readonly replays: RestoreReplays,
    @Inject(ErasureBell) private readonly bell: ErasureBell,
    @Inject(Database) private readonly database: Database,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, {
      policy: 'short',
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
    const session = await this.database.workerSession();
    try {
      // Whoever has it moves everything that can be moved; who waited too long leaves it to the next look.
      for (let waitedMs = 0; !(await isMine(session)); waitedMs += LOOK_AGAIN_MS) {
        if (waitedMs >= LONGEST_WAIT_MS) return;
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS));
      }
      // First: who was erased before a restore must be gone before anybody is served, and before a new erasure is told to services that wait.
      await this.replays.run();
      await this.saga.advance();
    } finally {
      await session.close();
    }
  }
}

async function isMine(session: SqlSession): Promise<boolean> {
  const [row] = await session.query<{ isMine: boolean }>(lockErasures);
  return row?.isMine === true;
}
