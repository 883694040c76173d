import type {
  DenialReason,
  OpenSubjectRequest,
  Principal,
  SubjectRequest,
  SubjectRequestDetails,
  SubjectRequestList,
} from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { type AccessedRequest, RequestAccess } from './request-access.ts';
import { RequestDecisions } from './request-decisions.ts';
import { RequestDetails } from './request-details.ts';
import { RequestIntake } from './request-intake.ts';
import { pageOf, RequestReads } from './request-reads.ts';
import { Staff } from '../staff/staff.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import type { RequestFilter } from './subject-requests.repository.ts';

/** Requests as those see and decide them who deal with them. */
@Injectable()
export class HandledRequestsService {
  constructor(
    @Inject(RequestIntake) private readonly intake: RequestIntake,
    @Inject(RequestDecisions) private readonly decisions: RequestDecisions,
    @Inject(RequestAccess) private readonly access: RequestAccess,
    @Inject(RequestReads) private readonly reads: RequestReads,
    @Inject(RequestDetails) private readonly details: RequestDetails,
    @Inject(Staff) private readonly staff: Staff,
  ) {}

  async open(principal: Principal, input: OpenSubjectRequest): Promise<SubjectRequest> {
    const row = await this.intake.open(principal, input);
    return this.reads.show(row, await this.details.open(row));
  }

  /** Staff: of every organisation. Others: the organisation's own, without those of people about their accounts. */
  async list(
    principal: Principal,
    { limit, cursor, ...filter }: RequestFilter & { limit: number; cursor?: string | undefined },
  ): Promise<SubjectRequestList> {
    const { isStaff } = await this.staff.eyesOf(principal);
    const scope = isStaff ? 'everybody' : { tenantId: principal.organisationId };
    const found = await this.reads.list(scope, {
      ...filter,
      isWithoutUsers: !isStaff,
      before: cursor,
      most: limit + 1,
    });
    return pageOf(found, limit);
  }

  async read(principal: Principal, id: string): Promise<SubjectRequest> {
    const { row, shown, mayDecide } = await this.access.visible(principal, id);
    return mayDecide ? { ...shown, asked: await this.details.open(row) } : shown;
  }

  accept(principal: Principal, id: string, instead: SubjectRequestDetails): Promise<SubjectRequest> {
    return this.#decide(principal, id, ({ row, by }) => this.decisions.accept(row, by, instead));
  }

  extend(principal: Principal, id: string, reason: string): Promise<SubjectRequest> {
    return this.#decide(principal, id, ({ row, by }) => this.decisions.extend(row, by, reason));
  }

  deny(principal: Principal, id: string, denial: { reason: DenialReason; ground: string }): Promise<SubjectRequest> {
    return this.#decide(principal, id, ({ row, by }) => this.decisions.deny(row, by, denial));
  }

  lift(principal: Principal, id: string, at: Date | undefined): Promise<SubjectRequest> {
    return this.#decide(principal, id, ({ row, by }) => this.decisions.lift(row, by, at));
  }

  withdraw(principal: Principal, id: string): Promise<SubjectRequest> {
    return this.#decide(principal, id, ({ row, by }) => this.decisions.withdraw(row, by));
  }

  async #decide(
    principal: Principal,
    id: string,
    decide: (accessed: AccessedRequest) => Promise<SubjectRequestEntity>,
  ): Promise<SubjectRequest> {
    return this.reads.show(await decide(await this.access.decidable(principal, id)));
  }
}
