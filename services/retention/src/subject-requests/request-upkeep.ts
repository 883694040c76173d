import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { RequestDecisions } from './request-decisions.ts';
import { RequestErasures } from './request-erasures.ts';
import { RequestReminders } from './request-reminders.ts';
import { RequestReads } from './request-reads.ts';
import { RequestStarts } from './request-starts.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { needsDecision } from './subject-requests.service.ts';

const AT_ONCE = 200;
/** Whoever opened a request begins it a moment later; one that still waits was cut off. */
const BEGUN_WITHIN = Duration.parse('1m');

/** Looks after one request at a time. Each look may be taken twice: what was done already is not done again. */
@Injectable()
export class RequestUpkeep {
  constructor(
    @Inject(RequestReads) private readonly reads: RequestReads,
    @Inject(RequestStarts) private readonly starts: RequestStarts,
    @Inject(RequestDecisions) private readonly decisions: RequestDecisions,
    @Inject(RequestErasures) private readonly erasures: RequestErasures,
    @Inject(RequestReminders) private readonly reminders: RequestReminders,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  due(): Promise<SubjectRequestEntity[]> {
    return this.reads.toSee({
      unverifiedSince: this.#ago(retentionPolicy().termLength('subject-verification')),
      ...this.reminders.window(),
      begunBefore: this.#ago(BEGUN_WITHIN),
      most: AT_ONCE,
    });
  }

  async see(row: SubjectRequestEntity): Promise<void> {
    if (row.state === 'unverified') return this.reminders.expire(row);
    if (row.state === 'open' && !needsDecision(row)) await this.starts.start(row, row.openedBy ?? 'system');
    if (row.type === 'erasure' && row.state === 'in-progress') await this.erasures.follow(row);
    if (row.isRestricted === true && row.liftAt !== null && row.liftAt <= this.clock.now())
      await this.decisions.endRestriction(row, 'system');
    await this.reminders.remind(row);
  }

  #ago(duration: Duration): Date {
    return new Date(this.clock.nowMs() - duration.milliseconds);
  }
}
