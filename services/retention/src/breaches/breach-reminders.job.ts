import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Logger } from '@ebbflow/observability';
import { Inject, Injectable } from '@nestjs/common';
import type { PgBoss } from 'pg-boss';
import { remindersDue } from './breach-duties.policy.ts';
import { BreachesRepository } from './breaches.repository.ts';

const QUEUE = 'breach-reminders';

/** While an authority has not been told, its 72 hours are said aloud: in the timeline, and as an error in the log, which is what wakes somebody. */
@Injectable()
export class BreachRemindersJob {
  constructor(
    @Inject(BreachesRepository) private readonly breaches: BreachesRepository,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  /** With the queue started. */
  async schedule(boss: PgBoss): Promise<void> {
    await boss.createQueue(QUEUE, { policy: 'exclusive', retryLimit: 5, retryDelay: 10, deleteAfterSeconds: 86_400 });
    await boss.schedule(QUEUE, '*/10 * * * *', null, { tz: 'UTC' });
    await boss.work(QUEUE, { pollingIntervalSeconds: 30 }, () => this.run());
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    for (const breach of await this.breaches.listOpen()) {
      const given = breach.timeline.flatMap(({ step, facts }) => (step === 'reminded' ? [Number(facts['hours'])] : []));
      const notifications = breach.notifications.map(({ to, at }) => ({ to, at: new Date(at) }));
      for (const hours of remindersDue({ ...breach, notifications }, given, now.getTime())) {
        if (!(await this.breaches.remind(breach.id, now, hours))) continue;
        this.logger.error(
          'The authority has not been told of a breach so many hours after it was noticed; 72 are allowed.',
          {
            breachId: breach.id,
            hourCount: hours,
          },
        );
      }
    }
  }
}
