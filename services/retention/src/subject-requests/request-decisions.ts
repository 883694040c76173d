import {
  type DenialReason,
  restrictionChanged,
  type SubjectRequestDetails,
  type SubjectRequestState,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration } from '@ebbflow/kernel';
import { createEvent } from '@ebbflow/messaging';
import { retentionPolicy } from '@ebbflow/policy';
import { Inject, Injectable } from '@nestjs/common';
import { extendedDueDate, mayStillExtend } from './due-dates.policy.ts';
import { RequestErasures } from './request-erasures.ts';
import { RequestNotices, subjectRefOf } from './request-notices.ts';
import { holderOf, RequestStarts } from './request-starts.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { CannotExtendError, RequestStateError } from './subject-requests.errors.ts';
import { type RequestChange, SubjectRequestsRepository } from './subject-requests.repository.ts';

/** A person is told this long before a restriction is lifted by somebody else (Article 18(3)). */
const LIFT_LEAD = Duration.parse('24h');

/** What people decide about a request; who may decide what is asked before (`RequestAccess`). */
@Injectable()
export class RequestDecisions {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestStarts) private readonly starts: RequestStarts,
    @Inject(RequestErasures) private readonly erasures: RequestErasures,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Begins an open request, with `changes` instead of those asked for; orders again what was refused. @throws RequestStateError */
  async accept(row: SubjectRequestEntity, by: string, instead: SubjectRequestDetails): Promise<SubjectRequestEntity> {
    if (row.type === 'rectification' && row.state === 'in-progress')
      await this.requests.change(row.tenantId, row.id, { from: ['in-progress'], to: { state: 'open' }, steps: [] });
    return done(await this.starts.start(row, by, instead), row, 'only an open one can be accepted');
  }

  /** @throws CannotExtendError, RequestStateError */
  async extend(row: SubjectRequestEntity, by: string, reason: string): Promise<SubjectRequestEntity> {
    const { type, verifiedAt, dueAt, extendedAt } = row;
    const now = this.clock.now();
    if (verifiedAt === null || dueAt === null) throw new CannotExtendError('no clock runs yet');
    if (extendedAt !== null) throw new CannotExtendError('it was extended before');
    if (!mayStillExtend(verifiedAt, now))
      throw new CannotExtendError('the month in which its person must be told is over');
    const until = extendedDueDate(type, verifiedAt, erasedWithin());
    const to = { dueAt: until, extendedAt: now, extensionReason: reason, remindedAt: null };
    return this.#change(row, 'only what is under way can be extended', {
      from: ['open', 'in-progress'],
      to,
      steps: [{ step: 'extended', by, facts: { dueAt: until.toISOString() } }],
      events: [await this.notices.toAsker(row, 'extended', { text: reason, dueAt: until })],
    });
  }

  /** @throws RequestStateError */
  async deny(
    row: SubjectRequestEntity,
    by: string,
    { reason, ground }: { reason: DenialReason; ground: string },
  ): Promise<SubjectRequestEntity> {
    const from: SubjectRequestState[] =
      row.type === 'rectification' ? ['unverified', 'open', 'in-progress'] : ['unverified', 'open'];
    return this.#change(row, 'only one that has not begun can be denied', {
      from,
      to: { state: 'denied', denialReason: reason, denialGround: ground, closedAt: this.clock.now() },
      steps: [{ step: 'denied', by, facts: { reason } }],
      events: [await this.notices.toAsker(row, 'denied', { text: ground })],
    });
  }

  /** By who asked, while that still stops anything. @throws RequestStateError, and what an erasure says that has begun */
  async withdraw(row: SubjectRequestEntity, by: string): Promise<SubjectRequestEntity> {
    const canStop = row.type === 'access' || row.type === 'portability' || row.type === 'erasure';
    if (row.type === 'erasure' && row.erasureId !== null) await this.erasures.withdraw(row, by);
    return this.#change(row, 'it cannot be taken back any more', {
      from: canStop ? ['unverified', 'open', 'in-progress'] : ['unverified', 'open'],
      to: { state: 'withdrawn', closedAt: this.clock.now() },
      steps: [{ step: 'withdrawn', by }],
    });
  }

  /** A restriction ends: at once when its own person says so, else after the person was told. @throws RequestStateError */
  async lift(row: SubjectRequestEntity, by: string, at?: Date): Promise<SubjectRequestEntity> {
    if (row.isRestricted !== true || !['in-progress', 'completed'].includes(row.state))
      throw new RequestStateError(row.state, 'only a restriction that holds can be lifted');
    const isOwn = by === row.userId || row.subjectKind !== 'user';
    if (isOwn && at === undefined) return this.endRestriction(row, by);
    const earliest = new Date(this.clock.nowMs() + (isOwn ? 0 : LIFT_LEAD.milliseconds));
    const liftAt = at === undefined || at < earliest ? earliest : at;
    return this.#change(row, 'only a restriction that holds can be lifted', {
      from: [row.state],
      to: { liftAt },
      steps: [{ step: 'lift-announced', by, facts: { liftAt: liftAt.toISOString() } }],
      events: [await this.notices.toAsker(row, 'lift-announced', { dueAt: liftAt })],
    });
  }

  /** @throws RequestStateError */
  async endRestriction(row: SubjectRequestEntity, by: string): Promise<SubjectRequestEntity> {
    const { tenantId, id: requestId } = row;
    const order = createEvent(
      restrictionChanged,
      { tenantId, requestId, subject: subjectRefOf(row), isRestricted: false },
      { tenantId, subject: requestId, clock: this.clock },
    );
    const isMarker = row.subjectKind === 'data-subject';
    return this.#change(row, 'only a restriction that holds can be lifted', {
      from: ['in-progress', 'completed'],
      to: { isRestricted: false, liftAt: null },
      steps: [{ step: 'lifted', by, facts: isMarker ? { isMarker } : { service: holderOf(row) } }],
      events: [...(isMarker ? [] : [order]), await this.notices.toAsker(row, 'lifted')],
    });
  }

  async #change(row: SubjectRequestEntity, wanted: string, change: RequestChange): Promise<SubjectRequestEntity> {
    return done(await this.requests.change(row.tenantId, row.id, change), row, wanted);
  }
}

function done(changed: SubjectRequestEntity | undefined, row: SubjectRequestEntity, wanted: string) {
  if (changed === undefined) throw new RequestStateError(row.state, wanted);
  return changed;
}

function erasedWithin(): Duration {
  return retentionPolicy().term('erasure').ttl ?? Duration.ofDays(0);
}
