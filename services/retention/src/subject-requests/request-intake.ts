import type { OpenSubjectRequest, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { RequestDecisions } from './request-decisions.ts';
import { RequestPeople } from './request-people.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { RequestDoesNotFitError } from './subject-requests.errors.ts';
import { SubjectRequests } from './subject-requests.service.ts';

/** Requests that somebody writes down for somebody else: an organisation for itself and people in its data, staff for a person who wrote in. */
@Injectable()
export class RequestIntake {
  constructor(
    @Inject(SubjectRequests) private readonly requests: SubjectRequests,
    @Inject(RequestDecisions) private readonly decisions: RequestDecisions,
    @Inject(RequestPeople) private readonly people: RequestPeople,
    @Inject(Staff) private readonly staff: Staff,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws RequestDoesNotFitError, NotTheInstallationError */
  async open(principal: Principal, input: OpenSubjectRequest): Promise<SubjectRequestEntity> {
    const { type, subject, receivedAt, ...details } = input;
    const received = receivedAt === undefined ? undefined : new Date(receivedAt);
    if (received !== undefined && received > this.clock.now())
      throw new RequestDoesNotFitError('A request was received in the past.', '/receivedAt');
    const asked = { type, details, ...(received && { receivedAt: received }) };
    if (subject.kind === 'user') return this.#ofPerson(principal, subject, asked);
    const { organisationId: tenantId } = principal;
    const by = (await this.staff.eyesOf(principal)).eyes.replace(/^user:/, '');
    const whom = { tenantId, subject, channel: 'organisation', by, verifiedBy: 'instruction' } as const;
    return (await this.requests.open({ ...asked, ...whom })).row;
  }

  /**
   * Of an address nobody has an account under nothing is kept but that somebody asked: the request stands, denied, with the installation's own
   * organisation, and whoever wrote in is answered the way they wrote.
   */
  async #ofPerson(
    principal: Principal,
    { email, isVerified }: { email: string; isVerified: boolean },
    asked: Pick<OpenSubjectRequest, 'type'> & { details: Omit<OpenSubjectRequest, 'type' | 'subject' | 'receivedAt'> },
  ): Promise<SubjectRequestEntity> {
    const by = (await this.staff.require(principal)).eyes.replace(/^user:/, '');
    const person = await this.people.find(email);
    if (person !== null) {
      const { tenantId, userId } = person;
      const whom = { tenantId, subject: { kind: 'user', userId }, channel: 'staff', by } as const;
      return (await this.requests.open({ ...asked, ...whom, ...(isVerified && { verifiedBy: 'staff' }) })).row;
    }
    const { organisationId: tenantId } = principal;
    const subject = { kind: 'data-subject', values: [] } as const;
    const type = asked.type === 'objection' ? 'access' : asked.type;
    const nobody = { type, tenantId, subject, channel: 'staff', by, verifiedBy: 'staff' } as const;
    const { row } = await this.requests.open({ ...nobody, details: { values: [] } });
    const ground = 'Article 11(2) GDPR: nothing is known here under this address.';
    return row.state === 'open' ? this.decisions.deny(row, by, { reason: 'no-match', ground }) : row;
  }
}
