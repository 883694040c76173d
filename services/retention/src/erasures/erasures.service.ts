import type { ErasureAnswer, ErasureList, ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { erasureAnswer } from './erasure-answer.ts';
import { ErasureBell } from './erasure-bell.ts';
import { erasureFacts } from './erasure-facts.ts';
import { ErasureSurvey } from './erasure-survey.ts';
import { hasGrace, isSelf, mayErase, subjectDigest } from './erasure-subject.policy.ts';
import type { ErasureRow, Requester } from './erasure.ts';
import { ErasuresConfig } from './erasures.config.ts';
import {
  ErasureStateError,
  ErasureUnderWayError,
  UnknownErasureError,
  UnknownErasureSubjectError,
} from './erasures.errors.ts';
import { ErasuresRepository } from './erasures.repository.ts';
import { SubjectSeal } from './subject-seal.ts';

/** Sorts after every id. */
const NEWEST = '~';

export interface ErasurePlan {
  readonly subject: ErasureSubject;
  /** The request of a person it answers. */
  readonly requestId?: string | undefined;
  readonly by: Requester;
}

/**
 * *planned* (a dry run: counted, nothing changed) → by approval → *waiting*, until `beginsAt`: at once for what staff plans and a second person
 * approves, and for what an organisation decides about its own data; after the grace period for an organisation or a person that goes by its
 * own decision. Until then → *withdrawn*. From *waiting* on the machine moves it (`erasure-saga.ts`): → *shredding* → *deleting* → *scanning* →
 * *done*, with a certificate. Nothing leads back from *shredding*: the keys are gone. Of one subject one erasure is under way.
 */
@Injectable()
export class ErasuresService {
  constructor(
    @Inject(ErasuresRepository) private readonly erasures: ErasuresRepository,
    @Inject(ErasureSurvey) private readonly survey: ErasureSurvey,
    @Inject(SubjectSeal) private readonly seal: SubjectSeal,
    @Inject(ErasureBell) private readonly bell: ErasureBell,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ErasuresConfig) private readonly config: ErasuresConfig,
  ) {}

  /** @throws UnknownErasureSubjectError, ErasureUnderWayError, ErasureUnderHoldError; and what a service says against it, such as `IDENTITY.LAST_OWNER` */
  async plan({ subject, requestId, by }: ErasurePlan): Promise<ErasureAnswer> {
    if (!mayErase(by, subject)) throw new UnknownErasureSubjectError();
    const digest = subjectDigest(subject);
    const earlier = await this.erasures.findUnderWay(digest);
    if (earlier !== undefined) throw new ErasureUnderWayError(earlier);
    const { subject: known, counts, exceptions } = await this.survey.of(subject);
    const id = newId('era', this.clock.nowMs());
    const isInserted = await this.erasures.insert(
      {
        ...{ id, subject: known, digest, counts, by, requestId: requestId ?? null, plannedAt: this.clock.now() },
        sealed: subject.kind === 'data-subject' ? this.seal.seal(id, { values: subject.values, needles: [] }) : null,
        approval: by.isStaff && !isSelf(by, subject) ? 'second-person' : 'grace',
        exceptions,
      },
      this.#facts({ id, subjectTenant: subject.tenantId, requestedFor: by.organisationId }, 'planned', by.eyes, {
        kind: subject.kind,
      }),
    );
    if (!isInserted) throw new ErasureUnderWayError((await this.erasures.findUnderWay(digest)) ?? '');
    return this.#answer(id);
  }

  /** @throws UnknownErasureError, SecondPersonNeededError, ErasureStateError */
  async approve(id: string, by: Requester): Promise<ErasureAnswer> {
    const row = await this.#find(id, by);
    if (row.state !== 'planned') throw new ErasureStateError(row.state);
    if (row.approval === 'second-person') Staff.requireAnother(row.requestedBy, by);
    const waits = row.approval === 'grace' && hasGrace(subjectOf(row));
    const now = this.clock.now();
    const beginsAt = new Date(now.getTime() + (waits ? this.config.grace.milliseconds : 0));
    const isMoved = await this.erasures.move(
      id,
      { from: 'planned', to: 'waiting', approvedBy: by.eyes, approvedAt: now, beginsAt },
      { events: this.#facts(row, 'approved', by.eyes, { beginsAt: beginsAt.toISOString() }) },
    );
    if (!isMoved) throw new ErasureStateError('under way');
    this.bell.ring();
    return this.#answer(id);
  }

  /** Idempotent as long as nothing has begun. @throws UnknownErasureError, ErasureStateError */
  async withdraw(id: string, by: Requester): Promise<ErasureAnswer> {
    const row = await this.#find(id, by);
    if (
      row.state !== 'withdrawn' &&
      !(await this.erasures.withdraw(id, this.clock.now(), this.#facts(row, 'withdrawn', by.eyes)))
    )
      throw new ErasureStateError((await this.erasures.find(id))?.state ?? row.state);
    return this.#answer(id);
  }

  /** @throws UnknownErasureError */
  async status(id: string, by: Requester): Promise<ErasureAnswer> {
    await this.#find(id, by);
    return this.#answer(id);
  }

  async list(by: Requester, { cursor, limit }: { cursor?: string | undefined; limit: number }): Promise<ErasureList> {
    const rows = await this.erasures.list(by.isStaff ? null : by.organisationId, {
      before: cursor ?? NEWEST,
      most: limit + 1,
    });
    const shown = rows.slice(0, limit);
    const steps = await this.erasures.steps(shown.map(({ id }) => id));
    return {
      items: shown.map((row) => erasureAnswer(row, steps)),
      nextCursor: rows.length > limit ? (shown.at(-1)?.id ?? null) : null,
    };
  }

  /** Staff sees all; others what they planned, or what is about their own organisation or themselves. */
  async #find(id: string, by: Requester): Promise<ErasureRow> {
    const row = await this.erasures.find(id);
    const isOwn =
      row !== undefined &&
      (row.requestedBy === by.eyes ||
        (row.subjectKind === 'user'
          ? by.eyes === `user:${row.subjectId ?? ''}`
          : row.subjectTenant === by.organisationId));
    if (row === undefined || !(by.isStaff || isOwn)) throw new UnknownErasureError();
    return row;
  }

  async #answer(id: string): Promise<ErasureAnswer> {
    const row = await this.erasures.find(id);
    if (row === undefined) throw new UnknownErasureError();
    return erasureAnswer(row, await this.erasures.steps([id]));
  }

  #facts(
    { id, subjectTenant, requestedFor }: Pick<ErasureRow, 'id' | 'subjectTenant' | 'requestedFor'>,
    what: 'planned' | 'approved' | 'withdrawn',
    by: string,
    facts?: Record<string, string | number>,
  ): ReturnType<typeof erasureFacts> {
    return erasureFacts(
      { erasureId: id, what, by, in: [subjectTenant, requestedFor], ...(facts === undefined ? {} : { facts }) },
      this.clock,
    );
  }
}

/** Enough of the subject to decide by; values are not needed. */
function subjectOf(row: ErasureRow): ErasureSubject {
  return row.subjectKind === 'organisation'
    ? { kind: 'organisation', tenantId: row.subjectTenant ?? '' }
    : row.subjectKind === 'user'
      ? { kind: 'user', tenantId: row.subjectTenant ?? '', userId: row.subjectId ?? '' }
      : { kind: 'device', tenantId: row.subjectTenant ?? '', deviceId: row.subjectId ?? '' };
}
