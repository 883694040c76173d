import { toEbbflowError } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { OpenDsrCallbacks } from '../intake/opendsr-callbacks.ts';
import { RequestSweep } from './request-sweep.ts';
import { RequestUpkeep } from './request-upkeep.ts';

const QUEUE = 'subject-requests';

/** Every minute, by one replica: what is to be done about requests without anybody asking. One that fails does not keep the others waiting. */
@Injectable()
export class RequestUpkeepJob {
  constructor(
    @Inject(RequestUpkeep) private readonly upkeep: RequestUpkeep,
    @Inject(RequestSweep) private readonly swept: RequestSweep,
    @Inject(OpenDsrCallbacks) private readonly callbacks: OpenDsrCallbacks,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, {
      policy: 'exclusive',
      retryLimit: 0,
      expireInSeconds: 600,
      deleteAfterSeconds: 3_600,
    });
    await boss.schedule(QUEUE, '* * * * *', null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 10 }, () => this.run());
  }

  async run(): Promise<void> {
    for (const row of await this.upkeep.due())
      try {
        await this.upkeep.see(row);
        await this.callbacks.tell(row);
      } catch (thrown) {
        const { code } = toEbbflowError(thrown);
        this.logger.warn('A request of a person could not be looked after; tried again.', { requestId: row.id, code });
      }
    const swept = await this.swept.run();
    if (swept > 0) this.logger.info('Requests of people that ended long ago were deleted.', { requestCount: swept });
  }
}
