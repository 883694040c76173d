import type { DenialReason, ErasureAnswer, ErasureSubject } from '@ebbflow/contracts';
import { CLOCK, type Clock, ExpectedError } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { Inject, Injectable } from '@nestjs/common';
import type { Requester } from '../erasures/erasure.ts';
import { ErasuresService } from '../erasures/erasures.service.ts';
import { shortenExports } from '../subject-exports/shorten-exports.sql.ts';
import { forgetRequestWords } from './forget-request-words.sql.ts';
import { RequestDetails } from './request-details.ts';
import { RequestNotices } from './request-notices.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { SubjectRequestsRepository } from './subject-requests.repository.ts';

/** In whose name the service looks at erasures. */
const SYSTEM: Requester = { eyes: 'system', isStaff: true, organisationId: '' };

/**
 * Requests to be forgotten, and the erasures that answer them. What a person asks in the profile, and an organisation of its own data, is
 * approved by having been asked, with its time to think where there is one; what staff writes down for somebody waits for a second person.
 */
@Injectable()
export class RequestErasures {
  constructor(
    @Inject(ErasuresService) private readonly erasures: ErasuresService,
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(Database) private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined when it was not open any more. What cannot be erased is denied with the ground that forbids it. */
  async start(row: SubjectRequestEntity, by: string): Promise<SubjectRequestEntity | undefined> {
    const requester = requesterOf(row, by);
    let planned: ErasureAnswer;
    try {
      planned = await this.#plan(row, requester);
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError)) throw thrown;
      return this.#refused(row, thrown);
    }
    const { id: erasureId, counts, beginsAt } = planned;
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0);
    const begun = beginsAt === null ? undefined : new Date(beginsAt);
    const facts = { erasureId, records: total, state: planned.state, ...(beginsAt !== null && { beginsAt }) };
    if (begun !== undefined) await this.#shorten(row, begun);
    const isTold = begun !== undefined && row.subjectKind === 'user';
    return this.requests.change(row.tenantId, row.id, {
      from: ['open'],
      to: { state: 'in-progress', erasureId },
      steps: [
        { step: 'accepted', by },
        { step: 'erasure-planned', by: 'system', facts },
      ],
      events: isTold ? [await this.notices.toAsker(row, 'erasure-begins', { dueAt: begun, text: erasureId })] : [],
    });
  }

  /** Has the erasure ended? Then so has the request. */
  async follow(row: SubjectRequestEntity): Promise<void> {
    const { state, certificateId } = await this.erasures.status(row.erasureId ?? '', SYSTEM);
    const closedAt = this.clock.now();
    if (state === 'withdrawn')
      await this.requests.change(row.tenantId, row.id, {
        from: ['in-progress'],
        to: { state: 'withdrawn', closedAt },
        steps: [{ step: 'withdrawn', by: 'system' }],
      });
    if (state !== 'done') return;
    await this.#forgetWords(row);
    const isTold = row.subjectKind === 'data-subject';
    await this.requests.change(row.tenantId, row.id, {
      from: ['in-progress'],
      to: { state: 'completed', certificateId, closedAt },
      steps: [{ step: 'completed', by: 'system', facts: { certificateId: certificateId ?? '' } }],
      // Of whoever else was erased nobody is left to write to; they were told before it began where to find the certificate.
      events: isTold ? [await this.notices.toAsker(row, 'completed')] : [],
    });
  }

  /** @throws ErasureStateError once it has begun */
  async withdraw(row: SubjectRequestEntity, by: string): Promise<void> {
    await this.erasures.withdraw(row.erasureId ?? '', requesterOf(row, by));
  }

  /** What is planned or under way already answers this request, too. */
  async #plan(row: SubjectRequestEntity, by: Requester): Promise<ErasureAnswer> {
    const subject = erasedSubjectOf(row, (await this.details.open(row)).subjectValues ?? []);
    try {
      const planned = await this.erasures.plan({ subject, requestId: row.id, by });
      return by.isStaff ? planned : await this.erasures.approve(planned.id, by);
    } catch (thrown) {
      if (!(thrown instanceof ExpectedError) || thrown.code !== 'RETENTION.ERASURE_UNDER_WAY') throw thrown;
      const known = await this.erasures.status(String(thrown.details['erasureId']), SYSTEM);
      return known.state === 'planned' && !by.isStaff && known.approval === 'grace'
        ? this.erasures.approve(known.id, by)
        : known;
    }
  }

  async #refused(row: SubjectRequestEntity, thrown: ExpectedError): Promise<SubjectRequestEntity | undefined> {
    const [denialReason, denialGround] = groundOf(thrown);
    const to = { state: 'denied', denialReason, denialGround, closedAt: this.clock.now() } as const;
    return this.requests.change(row.tenantId, row.id, {
      from: ['open'],
      to,
      steps: [{ step: 'denied', by: 'system', facts: { reason: denialReason, code: thrown.code, ...holdsOf(thrown) } }],
      events: [await this.notices.toAsker(row, 'denied', { text: denialGround })],
    });
  }

  async #forgetWords({ tenantId, subjectKind, userId }: SubjectRequestEntity): Promise<void> {
    if (subjectKind === 'data-subject') return;
    await this.database.withTenant(tenantId, (sql) => sql.query(forgetRequestWords, [tenantId, userId]));
  }

  async #shorten({ tenantId, subjectKind, userId }: SubjectRequestEntity, until: Date): Promise<void> {
    if (subjectKind === 'data-subject') return;
    await this.database.withTenant(tenantId, (sql) => sql.query(shortenExports, [tenantId, userId, until]));
  }
}

function requesterOf({ tenantId, channel }: SubjectRequestEntity, by: string): Requester {
  const eyes = by.startsWith('usr_') ? `user:${by}` : by;
  return { eyes, isStaff: channel === 'staff', organisationId: tenantId };
}

function erasedSubjectOf(row: SubjectRequestEntity, values: string[]): ErasureSubject {
  const { tenantId, subjectKind, userId } = row;
  if (subjectKind === 'user') return { kind: 'user', tenantId, userId: userId ?? '' };
  return subjectKind === 'organisation'
    ? { kind: 'organisation', tenantId }
    : { kind: 'data-subject', tenantId, values };
}

function groundOf({ code, message }: ExpectedError): [DenialReason, string] {
  if (code === 'RETENTION.UNDER_HOLD')
    return ['legal-obligation', `Article 17(3)(b) GDPR: a law forbids the deletion for now. ${message}`];
  if (code === 'RETENTION.UNKNOWN_SUBJECT') return ['already-done', 'Nothing is here any more that could be deleted.'];
  return ['rights-of-others', message];
}

function holdsOf({ details }: ExpectedError): Record<string, string> {
  const { holdIds } = details;
  return typeof holdIds === 'string' ? { holdIds } : {};
}
