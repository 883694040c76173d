import type { CreateInvitation, Invitation, Principal } from '@ebbflow/contracts';
import { CLOCK, type Clock, isId, Personal } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { actorOf } from '../audit/audit-entry.ts';
import { LinkConfig } from '../links/link.config.ts';
import { LinkThrottle } from '../links/link-throttle.ts';
import { MemberDirectory } from '../members/member-directory.ts';
import type { InvitationEntity } from './invitation.entity.ts';
import { AlreadyAMemberError, InvitationNotFoundError } from './invitations.errors.ts';
import { InvitationsRepository } from './invitations.repository.ts';

/** What members do with invitations; what the invited do is InvitedService. */
@Injectable()
export class InvitationsService {
  constructor(
    @Inject(InvitationsRepository) private readonly invitations: InvitationsRepository,
    @Inject(MemberDirectory) private readonly directory: MemberDirectory,
    @Inject(LinkThrottle) private readonly throttle: LinkThrottle,
    @Inject(LinkConfig) private readonly config: LinkConfig,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async list(tenantId: string): Promise<Invitation[]> {
    return (await this.invitations.list(tenantId, this.clock.now())).map(toInvitation);
  }

  /**
   * Nothing here asks whether the address has an account anywhere: only whether it is a member of this organisation.
   * @throws TooManyAttemptsError, AlreadyAMemberError, BeyondOwnRightsError, RoleNotFoundError, TeamNotFoundError, TooManyInvitationsError
   */
  async create(by: Principal, { email: address, role, team }: CreateInvitation): Promise<Invitation> {
    const email = new Personal(address);
    await this.throttle.request('invitation', email, by.organisationId);
    if (await this.directory.hasMember(by.organisationId, email)) throw new AlreadyAMemberError();
    const expiresAt = new Date(this.clock.nowMs() + this.config.invitationLifetime.milliseconds);
    const place = { role, teamId: team?.id ?? null, teamRole: team?.role ?? null };
    return toInvitation(await this.invitations.insert(by, { email, ...place, expiresAt }, this.clock.now()));
  }

  /** @throws InvitationNotFoundError */
  async withdraw(by: Principal, id: string): Promise<void> {
    const isGone = isId('inv', id) && (await this.invitations.delete(by.organisationId, id, actorOf(by), 'withdrawn'));
    if (!isGone) throw new InvitationNotFoundError();
  }
}

function toInvitation({ id, email, role, teamId, teamRole, expiresAt, createdAt }: InvitationEntity): Invitation {
  const times = { expiresAt: expiresAt.toISOString(), createdAt: createdAt.toISOString() };
  // Shown to who may invite: they gave the address, or could have.
  return { id, email: email.reveal(), role, teamId, teamRole, ...times };
}
