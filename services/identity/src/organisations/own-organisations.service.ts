import type { OwnOrganisationList, Principal } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { MemberDirectory } from '../members/member-directory.ts';
import { MembersRepository } from '../members/members.repository.ts';
import { choiceOf } from '../roles/role-choice.policy.ts';
import { personOf } from '../users/person.policy.ts';
import { NotAMemberError, TooManyOrganisationsError } from './organisation.errors.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

/** As many as one person can be in by making them; being invited has no bound. */
const MOST_ORGANISATIONS = 20;

/** A person looks at, makes, enters and leaves organisations. */
@Injectable()
export class OwnOrganisationsService {
  constructor(
    @Inject(MemberDirectory) private readonly directory: MemberDirectory,
    @Inject(MembersRepository) private readonly members: MembersRepository,
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
  ) {}

  /** @throws NotAPersonError */
  async list(principal: Principal): Promise<OwnOrganisationList['items']> {
    const { tenantId, userId } = personOf(principal);
    const rows = await this.directory.organisationsOf(tenantId, userId);
    return rows.map(({ tenant_id: id, name, role, custom_role_id: customRoleId }) => ({
      ...{ id, name, role: choiceOf({ role, customRoleId }) },
      isCurrent: id === principal.organisationId,
    }));
  }

  /** @throws NotAPersonError, TooManyOrganisationsError */
  async create(principal: Principal, name: string): Promise<string> {
    const person = personOf(principal);
    if ((await this.list(principal)).length >= MOST_ORGANISATIONS)
      throw new TooManyOrganisationsError(MOST_ORGANISATIONS);
    return this.organisations.insertOwned(person, name);
  }

  /** @throws NotAPersonError, NotAMemberError; for an organisation that is not there the same */
  async enter(principal: Principal, organisationId: string): Promise<void> {
    const person = personOf(principal);
    const isMember = (await this.list(principal)).some(({ id }) => id === organisationId);
    if (!isMember || principal.sessionId === undefined) throw new NotAMemberError();
    await this.organisations.switchSession(person, principal.sessionId, organisationId);
  }

  /** @throws NotAPersonError, NotAMemberError, LastOwnerError */
  async leave(principal: Principal, organisationId: string): Promise<void> {
    const { userId } = personOf(principal);
    if (!isId('org', organisationId)) throw new NotAMemberError();
    await this.members.leave(organisationId, userId);
  }
}
