import type { SubjectRequestChannel, SubjectRequestDetails, SubjectRequestType } from '@ebbflow/contracts';
import { CLOCK, type Clock, newId } from '@ebbflow/kernel';
import type { OutboxEvent } from '@ebbflow/messaging';
import { Inject, Injectable } from '@nestjs/common';
import { dueDate } from './due-dates.policy.ts';
import { RequestDetails } from './request-details.ts';
import { RequestNotices } from './request-notices.ts';
import { RequestStarts } from './request-starts.ts';
import { SubjectRequestEntity } from './subject-request.entity.ts';
import { RequestDoesNotFitError } from './subject-requests.errors.ts';
import { type NewStep, SubjectRequestsRepository } from './subject-requests.repository.ts';

type RequestSubject =
  | { readonly kind: 'user'; readonly userId: string }
  | { readonly kind: 'organisation' }
  | { readonly kind: 'data-subject'; readonly values: readonly string[] };

export interface NewSubjectRequest {
  /** The organisation whose data it is about; of a user, where the account is kept. */
  readonly tenantId: string;
  readonly type: SubjectRequestType;
  readonly subject: RequestSubject;
  readonly channel: SubjectRequestChannel;
  readonly by: string;
  readonly details: Omit<SubjectRequestDetails, 'subjectValues'>;
  readonly receivedAt?: Date;
  /** How it is known to come from the person: `proof`, `staff`, `instruction` of the organisation, `signature`; undefined while it is not. */
  readonly verifiedBy?: string;
  readonly controller?: { readonly id: string; readonly requestId: string };
}

/**
 * What people ask for, from the question to the answer.
 *
 * A request is *unverified* while nobody has shown to be the person: a link went to the address of the account, and no clock runs until it is
 * used; after a month without it the request is *expired*. Once verified it is *open* and due one calendar month later. What the person, or the
 * organisation for its own data, can simply have done is begun at once; what somebody has to look at (staff's channel, and corrections of an
 * account) waits for a decision: it is *denied* with reason and ground, or begun. Then it is *in-progress*: a file is being made, orders to other
 * services are not acknowledged, an erasure is under way; and *completed* when nothing is left to do. Whoever asked can take it back
 * (*withdrawn*) while that still stops anything. A file that cannot be made and an order that is refused leave it in progress, so that it
 * grows due and somebody looks. Denied, withdrawn, expired and completed are final; a restriction stays in force after *completed* until lifted.
 *
 * Of one wish about one subject there is one request under way: asking again joins it.
 */
@Injectable()
export class SubjectRequests {
  constructor(
    @Inject(SubjectRequestsRepository) private readonly requests: SubjectRequestsRepository,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(RequestNotices) private readonly notices: RequestNotices,
    @Inject(RequestStarts) private readonly starts: RequestStarts,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RequestDoesNotFitError */
  async open(input: NewSubjectRequest): Promise<{ row: SubjectRequestEntity; isNew: boolean }> {
    assertFits(input);
    const row = await this.#row(input);
    const known = await this.#join(row, input.by);
    if (known !== undefined) return { row: known, isNew: false };
    const inserted = await this.requests.insert(row.tenantId, row, {
      steps: this.#steps(input),
      events: await this.#told(row),
    });
    if (!inserted) {
      const joined = await this.#join(row, input.by);
      // What was under way a moment ago has just ended: the caller asks for something new.
      return joined === undefined ? this.open(input) : { row: joined, isNew: false };
    }
    // Looking through all of an organisation's data for digests takes its time: that is the job's.
    const isLater = needsDecision(row) || input.details.digests !== undefined;
    const begun = isLater ? undefined : await this.starts.start(row, input.by);
    return { row: begun ?? (await this.requests.find(row.tenantId, row.id)) ?? row, isNew: true };
  }

  async #join(row: SubjectRequestEntity, by: string): Promise<SubjectRequestEntity | undefined> {
    const { tenantId, type, subjectDigest, controllerId } = row;
    const known = await this.requests.findUnderWay(tenantId, type, subjectDigest);
    if (known === null) return undefined;
    const step = {
      step: 'joined',
      by,
      facts: { channel: row.channel, ...(controllerId && { controllerId }) },
    } as const;
    return this.requests.change(tenantId, known.id, { from: [known.state], steps: [step] });
  }

  #steps({ by, channel, verifiedBy }: NewSubjectRequest): NewStep[] {
    const received = { step: 'received', by, facts: { channel } } as const;
    return verifiedBy === undefined
      ? [received, { step: 'verification-sent', by: 'system' }]
      : [received, { step: 'verified', by, facts: { how: verifiedBy } }];
  }

  /** Only people are told that their request is there: an organisation has just made it. */
  async #told(row: SubjectRequestEntity): Promise<OutboxEvent[]> {
    if (row.subjectKind !== 'user') return [];
    return [await this.notices.toAsker(row, row.state === 'unverified' ? 'verify' : 'received')];
  }

  async #row(input: NewSubjectRequest): Promise<SubjectRequestEntity> {
    const { tenantId, type, subject, channel, by, controller, verifiedBy } = input;
    const now = this.clock.now();
    const values = subject.kind === 'data-subject' ? subject.values.map((value) => value.trim()) : [];
    const details = { ...input.details, ...(values.length > 0 && { subjectValues: values }) };
    const { statement: _words, callbacks: _urls, ...wish } = details;
    const about = subject.kind === 'user' ? subject.userId : [...values].map((value) => value.toLowerCase()).sort();
    const id = newId('sbr');
    const receivedAt = input.receivedAt ?? now;
    const isVerified = verifiedBy !== undefined;
    return Object.assign(new SubjectRequestEntity(), {
      ...{ tenantId, id, type, channel, receivedAt, openedBy: by, createdAt: now },
      state: isVerified ? 'open' : 'unverified',
      // Whoever wrote in wrote to the operator, also whom nobody knows here.
      role: subject.kind === 'user' || channel === 'staff' ? 'controller' : 'processor',
      subjectKind: subject.kind,
      userId: subject.kind === 'user' ? subject.userId : null,
      valueCount: values.length + (details.digests?.length ?? 0),
      subjectDigest: await this.details.digest(tenantId, [subject.kind, about, { ...wish, subjectValues: undefined }]),
      ...(Object.keys(details).length > 0
        ? await this.details.seal(tenantId, id, details)
        : { detailsSealed: null, keyVersion: null }),
      verifiedAt: isVerified ? receivedAt : null,
      dueAt: isVerified ? dueDate(receivedAt) : null,
      controllerId: controller?.id ?? null,
      controllerRequestId: controller?.requestId ?? null,
    } satisfies Partial<SubjectRequestEntity>);
  }
}

/** Somebody has to look before anything is done. */
export function needsDecision({ state, channel, type }: SubjectRequestEntity): boolean {
  return state !== 'open' || channel === 'staff' || (channel === 'profile' && type === 'rectification');
}

function assertFits({ type, subject, details }: NewSubjectRequest): void {
  const isUser = subject.kind === 'user';
  if (type === 'objection' && !isUser)
    throw new RequestDoesNotFitError(
      'Only a person with an account objects here; whether somebody in your data is processed is your own decision.',
      '/type',
    );
  if (type !== 'rectification') return;
  if (subject.kind === 'organisation')
    throw new RequestDoesNotFitError('An organisation changes its own data itself.', '/type');
  if (isUser && details.changes === undefined && details.statement === undefined)
    throw new RequestDoesNotFitError('Say which field is to be what, or in your words what is wrong.', '/changes');
  if (!isUser && details.values === undefined)
    throw new RequestDoesNotFitError('Say which value is to become which.', '/values');
}
