import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { VerificationConfig } from './verification.config.ts';
import { VerificationService } from './verification.service.ts';

const QUEUE = 'verification';

/** Verifies the notice every night and says so in the log, as an error for every claim that does not hold: that is what alerts look for. */
@Injectable()
export class VerificationJob {
  constructor(
    @Inject(VerificationService) private readonly verification: VerificationService,
    @Inject(VerificationConfig) private readonly config: VerificationConfig,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. Whatever the number of replicas, one of them verifies. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 3, retryDelay: 300, deleteAfterSeconds: 86_400 });
    await boss.schedule(QUEUE, this.config.cron, null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 30 }, () => this.run());
  }

  async run(): Promise<void> {
    const { report } = await this.verification.verify();
    const count = (state: string): number => report.claims.filter((claim) => claim.state === state).length;
    for (const claim of report.claims.filter(({ state }) => state === 'fails'))
      this.logger.error('A sentence of the privacy notice does not hold.', { claim: claim.id });
    this.logger.info('The privacy notice was verified.', {
      holdsCount: count('holds') + count('partly'),
      failsCount: count('fails'),
      unmeasuredCount: count('unmeasured'),
    });
  }
}
