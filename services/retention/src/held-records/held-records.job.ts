import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { HeldRecordsRepository } from './held-records.repository.ts';
import { RegistersRepository } from './registers.repository.ts';

const QUEUE = 'held-records';

/** Every hour: what a law has kept until now goes, and what registers say of long ago. A document is not shown any more from the second its time is over. */
@Injectable()
export class HeldRecordsJob {
  constructor(
    @Inject(HeldRecordsRepository) private readonly held: HeldRecordsRepository,
    @Inject(RegistersRepository) private readonly registers: RegistersRepository,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 5, retryDelay: 30, deleteAfterSeconds: 86_400 });
    await boss.schedule(QUEUE, '17 * * * *', null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 30 }, () => this.run());
  }

  async run(): Promise<void> {
    const gone = await this.held.deleteOver();
    if (gone > 0) this.logger.info('Held documents whose time is over were deleted.', { recordCount: gone });
    const over = await this.registers.deleteOver();
    if (over > 0) this.logger.info('Entries of registers whose time is over were deleted.', { recordCount: over });
  }
}
