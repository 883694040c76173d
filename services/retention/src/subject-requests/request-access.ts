import type { Principal, SubjectRequest } from '@ebbflow/contracts';
import { Inject, Injectable } from '@nestjs/common';
import { Staff } from '../staff/staff.ts';
import { RequestReads } from './request-reads.ts';
import type { SubjectRequestEntity } from './subject-request.entity.ts';
import { OnlyAPersonError, RequestNotFoundError } from './subject-requests.errors.ts';

export interface AccessedRequest {
  readonly row: SubjectRequestEntity;
  readonly shown: SubjectRequest;
  /** As steps and audit entries name who acts. */
  readonly by: string;
}

export interface AskingPerson {
  /** Where the account is kept. */
  readonly tenantId: string;
  readonly userId: string;
  readonly sessionId: string;
  readonly by: string;
}

/** The person who is signed in. @throws OnlyAPersonError for an API token, whatever its scopes */
export function personOf({ kind, userId, sessionId, homeOrganisationId, organisationId }: Principal): AskingPerson {
  if (kind !== 'user' || userId === null) throw new OnlyAPersonError();
  return { tenantId: homeOrganisationId ?? organisationId, userId, sessionId: sessionId ?? '', by: userId };
}

/**
 * Which requests somebody sees and decides: a person the person's own; an organisation's members those about the organisation and about
 * people in its data; staff of the installation those of people about their accounts. To everybody else there is no such request.
 */
@Injectable()
export class RequestAccess {
  constructor(
    @Inject(RequestReads) private readonly reads: RequestReads,
    @Inject(Staff) private readonly staff: Staff,
  ) {}

  /** @throws OnlyAPersonError, RequestNotFoundError */
  async own(principal: Principal, id: string): Promise<AccessedRequest> {
    const { tenantId, userId, by } = personOf(principal);
    const [found] = await this.reads.list({ tenantId }, { id, most: 1 });
    if (found === undefined) throw new RequestNotFoundError();
    const isOwn = found.row.subjectKind === 'user' ? found.row.userId === userId : found.row.openedBy === by;
    if (!isOwn) throw new RequestNotFoundError();
    return { ...found, by };
  }

  /** What the organisation that is worked in has asked for. Staff of the installation never get what is in a file. @throws RequestNotFoundError */
  async ofOrganisation(principal: Principal, id: string): Promise<AccessedRequest> {
    const found = await this.#ofOrganisation(principal, id);
    if (found === undefined) throw new RequestNotFoundError();
    return { ...found, by: personOf(principal).by };
  }

  /** To look at: staff see what stands in the timeline of every organisation's, too. @throws RequestNotFoundError */
  async visible(principal: Principal, id: string): Promise<AccessedRequest & { readonly mayDecide: boolean }> {
    const own = await this.#ofOrganisation(principal, id);
    const { eyes, isStaff } = await this.staff.eyesOf(principal);
    const by = eyes.replace(/^user:/, '');
    if (own !== undefined) return { ...own, by, mayDecide: true };
    if (!isStaff) throw new RequestNotFoundError();
    const [found] = await this.reads.list('everybody', { id, most: 1 });
    if (found === undefined) throw new RequestNotFoundError();
    return { ...found, by, mayDecide: found.row.role === 'controller' };
  }

  /** To decide. @throws RequestNotFoundError */
  async decidable(principal: Principal, id: string): Promise<AccessedRequest> {
    const { mayDecide, ...found } = await this.visible(principal, id);
    if (!mayDecide) throw new RequestNotFoundError();
    return found;
  }

  async #ofOrganisation({ organisationId }: Principal, id: string) {
    const [found] = await this.reads.list({ tenantId: organisationId }, { id, isWithoutUsers: true, most: 1 });
    return found;
  }
}
