import {
  objectedPurposeSchema,
  objectionRaised,
  rectificationOrdered,
  restrictionChanged,
  type SubjectRequestDetails,
} from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { createEvent, type OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { ExportBell } from '../subject-exports/export-bell.ts';
import { RequestDetails } from './request-details.ts';
import { RequestErasures } from './request-erasures.ts';
import { RequestIdentities } from './request-identities.ts';
import { subjectRefOf } from './request-notices.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { type RequestChange, SubjectRequestsRepository } from './subject-requests.repository.ts';

/** Sets going what a request asks for. Each time at most once, whoever comes first; what has begun is left alone. */
@Injectable()
export class RequestStarts {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(RequestErasures) private readonly erasures: RequestErasures,
    @Inject(RequestIdentities) private readonly identities: RequestIdentities,
    @Inject(ExportBell) private readonly bell: ExportBell,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Undefined when it was not open any more. `instead` takes the place of what was asked. */
  async start(
    asOpened: SubjectRequestEntity,
    by: string,
    instead: SubjectRequestDetails = {},
  ): Promise<SubjectRequestEntity | undefined> {
    const row = await this.identities.resolve(asOpened);
    if (row === undefined) return undefined;
    if (row.type === 'erasure') return this.erasures.start(row, by);
    const asked = { ...(await this.details.open(row)), ...instead };
    const started = await this.requests.change(row.tenantId, row.id, await this.#change(row, by, asked));
    if (started !== undefined && (row.type === 'access' || row.type === 'portability')) this.bell.ring();
    return started;
  }

  async #change(row: SubjectRequestEntity, by: string, asked: SubjectRequestDetails): Promise<RequestChange> {
    const accepted = { step: 'accepted', by } as const;
    const begun = { from: ['open'], to: { state: 'in-progress' }, steps: [accepted] } as const;
    if (row.type === 'access' || row.type === 'portability') return { ...begun, wantsExport: true };
    if (row.type === 'restriction' && row.subjectKind === 'data-subject') {
      // A marker for the organisation, which alone knows where the person is in its data; nothing here processes by person.
      const to = { state: 'completed', isRestricted: true, closedAt: this.clock.now() } as const;
      return { from: ['open'], to, steps: [accepted, { step: 'completed', by: 'system', facts: { isMarker: true } }] };
    }
    const ordered = { step: 'ordered', by: 'system', facts: { service: holderOf(row) } } as const;
    const to = row.type === 'restriction' ? { ...begun.to, isRestricted: true } : begun.to;
    return { ...begun, to, steps: [accepted, ordered], events: [await this.#order(row, asked)] };
  }

  async #order(row: SubjectRequestEntity, asked: SubjectRequestDetails): Promise<OutboxEvent> {
    const { tenantId, id: requestId, type } = row;
    const about = { tenantId, requestId, subject: subjectRefOf(row) };
    const context = { tenantId, subject: requestId, clock: this.clock };
    if (type === 'rectification')
      return createEvent(
        rectificationOrdered,
        { ...about, details: await this.details.order(tenantId, requestId, asked) },
        context,
      );
    if (type === 'restriction') return createEvent(restrictionChanged, { ...about, isRestricted: true }, context);
    const purposes = asked.purposes ?? objectedPurposeSchema.options;
    return createEvent(objectionRaised, { ...about, purposes }, context);
  }
}

/** Who carries an order out. */
export function holderOf({ type, subjectKind }: SubjectRequestEntity): 'identity' | 'executor' {
  return subjectKind === 'user' || type === 'objection' ? 'identity' : 'executor';
}
