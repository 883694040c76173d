import type { OrganisationRole, Principal, TeamRole } from '@ebbflow/contracts';
import { newId } from '@ebbflow/kernel';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { mayGrant } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import { type EntityManager, MoreThan } from 'typeorm';
import { ApiTokenEntity } from '../api-tokens/api-token.entity.ts';
import { type AuditActor, actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { LinkTokens } from '../links/link-tokens.ts';
import { LinkInvalidError } from '../identity.errors.ts';
import { MailQueue } from '../mail/mail-queue.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { BeyondOwnRightsError } from '../organisations/organisation.errors.ts';
import { heldAs } from '../roles/role-choice.policy.ts';
import { RoleEntity } from '../roles/role.entity.ts';
import { scopesOfChoice } from '../roles/role-scopes.repository.ts';
import { TeamEntity } from '../teams/team.entity.ts';
import { TeamMemberEntity } from '../teams/team-member.entity.ts';
import { demandRights } from '../teams/team-members.repository.ts';
import { TeamNotFoundError } from '../teams/teams.errors.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import type { Person } from '../users/person.policy.ts';
import { deleteInvitationOf } from './delete-invitation-of.sql.ts';
import { InvitationEntity } from './invitation.entity.ts';
import { TooManyInvitationsError } from './invitations.errors.ts';

const MOST_OPEN = 100;

export type NewInvitation = Pick<InvitationEntity, 'email' | 'role' | 'teamId' | 'teamRole' | 'expiresAt'>;

@Injectable()
export class InvitationsRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(LinkTokens) private readonly tokens: LinkTokens,
    @Inject(MailQueue) private readonly mail: MailQueue,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  list(tenantId: string, now: Date): Promise<InvitationEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(InvitationEntity, { where: { tenantId, expiresAt: MoreThan(now) }, order: { id: 'desc' } }),
    );
  }

  /** With the mail that has the link. @throws BeyondOwnRightsError, RoleNotFoundError, TeamNotFoundError, TooManyInvitationsError */
  insert(scope: Principal, invitation: NewInvitation, now: Date): Promise<InvitationEntity> {
    const { organisationId: tenantId } = scope;
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      await demandAllOf(manager, scope, invitation);
      await sql.query(deleteInvitationOf, [tenantId, invitation.email.reveal()]);
      const open = await manager.countBy(InvitationEntity, { tenantId, expiresAt: MoreThan(now) });
      if (open >= MOST_OPEN) throw new TooManyInvitationsError(MOST_OPEN);
      const id = newId('inv');
      const tokenHash = this.tokens.of(id).hash;
      const invitedBy = await senderOf(manager, scope);
      await manager.insert(InvitationEntity, { tenantId, id, invitedBy, tokenHash, ...invitation });
      await this.mail.append(sql, tenantId, { kind: 'invitation', subjectId: id, expiresAt: invitation.expiresAt });
      const { role, teamId, teamRole } = invitation;
      await this.#log(sql, tenantId, { actor: actorOf(scope), action: 'invitation.sent', id, role, teamId, teamRole });
      return manager.findOneByOrFail(InvitationEntity, { tenantId, id });
    });
  }

  /** False when there is none (any more). */
  async delete(tenantId: string, id: string, actor: AuditActor, action: 'withdrawn' | 'declined'): Promise<boolean> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const { affected } = await manager.delete(InvitationEntity, { tenantId, id });
      if (affected !== 1) return false;
      await this.#log(sql, tenantId, { actor, action: `invitation.${action}`, id });
      return true;
    });
  }

  /**
   * The invitation is used up, and the person is a member; who is one already keeps the role. Once: of two who use the link at once one
   * gets through. @throws LinkInvalidError, also when the role or team it was for is gone
   */
  async accept(tenantId: string, id: string, { tenantId: homeTenantId, userId }: Person): Promise<void> {
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      const invitation = await manager.findOneBy(InvitationEntity, { tenantId, id });
      const { affected } = await manager.delete(InvitationEntity, { tenantId, id });
      if (invitation === null || affected !== 1) throw new LinkInvalidError();
      await demandThatRolesAreThere(manager, invitation);
      const { role, teamId, teamRole } = invitation;
      const member = { tenantId, userId };
      if (!(await manager.existsBy(MembershipEntity, member)))
        await manager.insert(MembershipEntity, { ...member, homeTenantId, ...heldAs<OrganisationRole>(role) });
      if (teamId !== null && teamRole !== null) {
        const seat = { ...member, teamId, ...heldAs<TeamRole>(teamRole) };
        await manager.upsert(TeamMemberEntity, seat, ['tenantId', 'teamId', 'userId']);
      }
      const actor = { kind: 'user', id: userId } as const;
      await this.#log(sql, tenantId, { actor, action: 'invitation.accepted', id, role, teamId, teamRole });
    });
  }

  /** For the mail: undefined when it is no use any more. */
  async find(tenantId: string, id: string): Promise<InvitationEntity | undefined> {
    const invitation = await this.database.withTenantEntities(tenantId, (manager) =>
      manager.findOneBy(InvitationEntity, { tenantId, id }),
    );
    return invitation ?? undefined;
  }

  #log(
    sql: SqlClient,
    tenantId: string,
    entry: { actor: AuditActor; action: `invitation.${string}`; id: string } & Partial<
      Pick<InvitationEntity, 'role' | 'teamId' | 'teamRole'>
    >,
  ): Promise<void> {
    const { actor, action, id, ...facts } = entry;
    return this.audit.append(sql, { tenantId, actor, action, object: { kind: 'invitation', id }, facts });
  }
}

/** Whose membership the invitation hangs on: the person's, also when a token of theirs sent it. Null for a token that is nobody's. */
async function senderOf(
  manager: EntityManager,
  { organisationId: tenantId, userId, apiTokenId: id }: Principal,
): Promise<string | null> {
  if (userId !== null || id === undefined) return userId;
  return (await manager.findOneBy(ApiTokenEntity, { tenantId, id }))?.userId ?? null;
}

/** Nobody invites to more than they have. */
async function demandAllOf(manager: EntityManager, scope: Principal, invitation: NewInvitation): Promise<void> {
  const { organisationId: tenantId } = scope;
  const { role, teamId, teamRole } = invitation;
  if (!mayGrant(scope, await scopesOfChoice(manager, tenantId, 'organisation', role))) throw new BeyondOwnRightsError();
  if (teamId === null || teamRole === null) return;
  if (!(await manager.existsBy(TeamEntity, { tenantId, id: teamId }))) throw new TeamNotFoundError();
  await demandRights(manager, scope, teamId, teamRole);
}

async function demandThatRolesAreThere(manager: EntityManager, invitation: InvitationEntity): Promise<void> {
  const { tenantId, role, teamRole } = invitation;
  for (const id of [role, teamRole])
    if (id?.startsWith('rol_') === true && !(await manager.existsBy(RoleEntity, { tenantId, id })))
      throw new LinkInvalidError();
}
