import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { RequestNotices } from './request-notices.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { SubjectRequestsConfig } from './subject-requests.config.ts';
import { SubjectRequestsRepository } from './subject-requests.repository.ts';

const DAY_MS = 86_400_000;

/** Whoever has to act is told, once a day, of what is due soon or overdue; a link nobody used ends its request. */
@Injectable()
export class RequestReminders {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(SubjectRequestsConfig) private readonly config: SubjectRequestsConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  window(): { dueBefore: Date; remindedBefore: Date } {
    const now = this.clock.nowMs();
    return { dueBefore: new Date(now + this.config.reminderLead.milliseconds), remindedBefore: new Date(now - DAY_MS) };
  }

  /** Staff always; of what an organisation asked for, those there too. */
  async remind(row: SubjectRequestEntity): Promise<void> {
    const { dueBefore, remindedBefore } = this.window();
    const { state, dueAt, remindedAt } = row;
    if ((state !== 'open' && state !== 'in-progress') || dueAt === null || dueAt >= dueBefore) return;
    if (remindedAt !== null && remindedAt >= remindedBefore) return;
    const now = this.clock.now();
    const notice = dueAt < now ? 'overdue' : 'due-soon';
    const toStaff = await this.notices.toStaff(row, notice);
    await this.requests.change(row.tenantId, row.id, {
      from: ['open', 'in-progress'],
      to: { remindedAt: now },
      steps: [{ step: 'reminded', by: 'system', facts: { dueAt: dueAt.toISOString(), isOverdue: dueAt < now } }],
      events: row.subjectKind === 'user' ? [toStaff] : [toStaff, await this.notices.toAsker(row, notice)],
    });
  }

  async expire(row: SubjectRequestEntity): Promise<void> {
    await this.requests.change(row.tenantId, row.id, {
      from: ['unverified'],
      to: { state: 'expired', closedAt: this.clock.now() },
      steps: [{ step: 'expired', by: 'system' }],
    });
  }
}
