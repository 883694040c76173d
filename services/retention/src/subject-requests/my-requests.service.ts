import type { OpenOwnRequest, Principal, SubjectRequest, SubjectRequestList } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { personOf, RequestAccess } from './request-access.ts';
import { RequestDecisions } from './request-decisions.ts';
import { RequestDetails } from './request-details.ts';
import { RequestPeople } from './request-people.ts';
import { pageOf, RequestReads } from './request-reads.ts';
import { SubjectRequests } from './subject-requests.service.ts';
import type { RequestFilter } from './subject-requests.repository.ts';

/** A person's own requests; each change needs a proof of the last five minutes. */
@Injectable()
export class MyRequestsService {
  constructor(
    @Inject(SubjectRequests) private readonly requests: SubjectRequests,
    @Inject(RequestDecisions) private readonly decisions: RequestDecisions,
    @Inject(RequestAccess) private readonly access: RequestAccess,
    @Inject(RequestReads) private readonly reads: RequestReads,
    @Inject(RequestPeople) private readonly people: RequestPeople,
    @Inject(RequestDetails) private readonly details: RequestDetails,
  ) {}

  async open(principal: Principal, { type, ...details }: OpenOwnRequest): Promise<SubjectRequest> {
    const person = personOf(principal);
    await this.people.demandProof(person);
    const { tenantId, userId, by } = person;
    const subject = { kind: 'user', userId } as const;
    const about = { tenantId, type, subject, details, channel: 'profile', by, verifiedBy: 'proof' } as const;
    const { row } = await this.requests.open(about);
    return this.reads.show(row, await this.details.open(row));
  }

  async list(
    principal: Principal,
    { limit, cursor, ...filter }: RequestFilter & { limit: number; cursor?: string | undefined },
  ): Promise<SubjectRequestList> {
    const { tenantId, userId } = personOf(principal);
    const found = await this.reads.list({ tenantId }, { ...filter, userId, before: cursor, most: limit + 1 });
    return pageOf(found, limit);
  }

  async read(principal: Principal, id: string): Promise<SubjectRequest> {
    const { row, shown } = await this.access.own(principal, id);
    return { ...shown, asked: await this.details.open(row) };
  }

  async withdraw(principal: Principal, id: string): Promise<SubjectRequest> {
    await this.people.demandProof(personOf(principal));
    const { row, by } = await this.access.own(principal, id);
    return this.reads.show(await this.decisions.withdraw(row, by));
  }

  async lift(principal: Principal, id: string): Promise<SubjectRequest> {
    await this.people.demandProof(personOf(principal));
    const { row, by } = await this.access.own(principal, id);
    return this.reads.show(await this.decisions.lift(row, by));
  }
}
