import { noticeOrdered, type SubjectNotice, type SubjectRef } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { RequestDetails } from './request-details.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';

/** Tells people how their request stands: identity, which alone has addresses, writes the mail. */
@Injectable()
export class RequestNotices {
  constructor(
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** To the person, or, of what an organisation asked for, to those who deal with requests there. `text` is what somebody gave as reason or ground. */
  async toAsker(row: SubjectRequestEntity, notice: SubjectNotice, more: { text?: string; dueAt?: Date } = {}) {
    return this.#order(row, notice, { to: row.subjectKind === 'user' ? 'person' : 'handlers', ...more });
  }

  async toStaff(row: SubjectRequestEntity, notice: 'due-soon' | 'overdue'): Promise<OutboxEvent> {
    return this.#order(row, notice, { to: 'staff' });
  }

  async #order(
    row: SubjectRequestEntity,
    notice: SubjectNotice,
    { to, text, dueAt = row.dueAt ?? undefined }: { to: 'person' | 'handlers' | 'staff'; text?: string; dueAt?: Date },
  ): Promise<OutboxEvent> {
    const { tenantId, id: requestId, type } = row;
    const noticeId = newId('sbn');
    const said = text === undefined ? {} : { text: await this.details.text(tenantId, noticeId, text) };
    const due = dueAt === undefined ? {} : { dueAt: dueAt.toISOString() };
    const data = { tenantId, requestId, subject: subjectRefOf(row), noticeId, notice, type, to, ...due, ...said };
    return createEvent(noticeOrdered, data, { tenantId, subject: requestId, clock: this.clock });
  }
}

export function subjectRefOf({ subjectKind, userId }: SubjectRequestEntity): SubjectRef {
  return subjectKind === 'user' ? { kind: 'user', userId: userId ?? '' } : { kind: subjectKind };
}
