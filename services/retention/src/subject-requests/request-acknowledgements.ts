import type { SubjectStepDone } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { dueDate } from './due-dates.policy.ts';
import { RequestNotices } from './request-notices.ts';
import { RequestStarts } from './request-starts.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { needsDecision } from './subject-requests.service.ts';
import { type RequestChange, SubjectRequestsRepository } from './subject-requests.repository.ts';

/** What other services answer stands in the timeline, and ends a request when nothing else is left to do. */
@Injectable()
export class RequestAcknowledgements {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(RequestStarts) private readonly starts: RequestStarts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Of a request that is gone (its organisation was erased) nothing is left to note. */
  async take(service: string, done: SubjectStepDone, isNew: RequestChange['isNew'] & {}): Promise<void> {
    const row = await this.requests.find(done.tenantId, done.requestId);
    if (row === null) return;
    if (done.step === 'verification') return this.#verified(row, isNew);
    const { outcome, reason } = done;
    const facts = { service, step: done.step, outcome, ...(reason && { reason }), ...done.counts };
    const acknowledged = { step: 'acknowledged', by: 'system', facts } as const;
    const ends = outcome === 'done' && row.state === 'in-progress' && done.step !== 'notice';
    await this.requests.change(row.tenantId, row.id, {
      isNew,
      from: [row.state],
      ...(ends ? { to: { state: 'completed', closedAt: this.clock.now() } } : {}),
      steps: ends ? [acknowledged, { step: 'completed', by: 'system' }] : [acknowledged],
      events: ends ? [await this.notices.toAsker(row, 'completed')] : [],
    });
  }

  async #verified(row: SubjectRequestEntity, isNew: RequestChange['isNew'] & {}): Promise<void> {
    const now = this.clock.now();
    const by = row.userId ?? 'system';
    const open = { state: 'open', verifiedAt: now, dueAt: dueDate(now) } as const;
    const told = await this.notices.toAsker(row, 'received', { dueAt: open.dueAt });
    const verified = await this.requests.change(row.tenantId, row.id, {
      isNew,
      from: ['unverified'],
      to: open,
      steps: [{ step: 'verified', by, facts: { how: 'link' } }],
      events: [told],
    });
    if (verified !== undefined && !needsDecision(verified)) await this.starts.start(verified, by);
  }
}
