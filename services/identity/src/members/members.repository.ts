import type { OrganisationRole, Principal } from '@ebbflow/contracts';
import { Database, type SqlClient } from '@ebbflow/persistence';
import { mayGrant } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type AuditActor, actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { InvitationEntity } from '../invitations/invitation.entity.ts';
import { BeyondOwnRightsError, NotAMemberError, RevisionConflictError } from '../organisations/organisation.errors.ts';
import { choiceOf, heldAs } from '../roles/role-choice.policy.ts';
import { scopesOfChoice } from '../roles/role-scopes.repository.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import { lockOrganisation } from './lock-organisation.sql.ts';
import { LastOwnerError, MemberNotFoundError } from './members.errors.ts';

interface Change {
  readonly manager: EntityManager;
  readonly sql: SqlClient;
  readonly tenantId: string;
}

/** Changes of who is in an organisation and as what: one after the other, so that there is an owner after each. */
@Injectable()
export class MembersRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  /**
   * Open invitations the member sent are dropped, unless an owner comes of it: they may be to more than the new role has, also for
   * another address of the very same person. @throws MemberNotFoundError, RoleNotFoundError, BeyondOwnRightsError, LastOwnerError,
   * RevisionConflictError
   */
  async setRole(
    scope: Principal,
    { userId, revision }: { readonly userId: string; readonly revision: number },
    choice: string,
  ): Promise<void> {
    await this.#change(scope.organisationId, async (change) => {
      const { manager, sql, tenantId } = change;
      const member = await manager.findOneBy(MembershipEntity, { tenantId, userId });
      if (member === null) throw new MemberNotFoundError();
      for (const role of [choiceOf(member), choice])
        if (!mayGrant(scope, await scopesOfChoice(manager, tenantId, 'organisation', role)))
          throw new BeyondOwnRightsError();
      if (member.revision !== revision) throw new RevisionConflictError();
      if (choice !== 'owner') {
        await keepAnOwner(change, member);
        await manager.delete(InvitationEntity, { tenantId, invitedBy: userId });
      }
      const held = { ...heldAs<OrganisationRole>(choice), revision: revision + 1 };
      await manager.update(MembershipEntity, { tenantId, userId }, held);
      const object = { kind: 'member', id: userId };
      const facts = { from: choiceOf(member), to: choice };
      await this.audit.append(sql, { tenantId, actor: actorOf(scope), action: 'member.role-changed', object, facts });
    });
  }

  /** Idempotent. @throws BeyondOwnRightsError, LastOwnerError */
  async remove(scope: Principal, userId: string): Promise<void> {
    await this.#change(scope.organisationId, async (change) => {
      const { manager, tenantId } = change;
      const member = await manager.findOneBy(MembershipEntity, { tenantId, userId });
      if (member === null) return;
      if (!mayGrant(scope, await scopesOfChoice(manager, tenantId, 'organisation', choiceOf(member))))
        throw new BeyondOwnRightsError();
      await this.#end(change, member, actorOf(scope), 'member.removed');
    });
  }

  /** @throws NotAMemberError, LastOwnerError */
  async leave(tenantId: string, userId: string): Promise<void> {
    await this.#change(tenantId, async (change) => {
      const member = await change.manager.findOneBy(MembershipEntity, { tenantId, userId });
      if (member === null) throw new NotAMemberError();
      await this.#end(change, member, { kind: 'user', id: userId }, 'member.left');
    });
  }

  /** Teams, API tokens and offers of ownership go with the membership, and so do invitations the member sent. */
  async #end(
    change: Change,
    member: MembershipEntity,
    actor: AuditActor,
    action: 'member.removed' | 'member.left',
  ): Promise<void> {
    const { manager, sql, tenantId } = change;
    const { userId } = member;
    await keepAnOwner(change, member);
    await manager.delete(InvitationEntity, { tenantId, invitedBy: userId });
    await manager.delete(MembershipEntity, { tenantId, userId });
    await this.audit.append(sql, { tenantId, actor, action, object: { kind: 'member', id: userId } });
  }

  #change<T>(tenantId: string, work: (change: Change) => Promise<T>): Promise<T> {
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      return work({ manager, sql, tenantId });
    });
  }
}

/** @throws LastOwnerError when the member is the only owner */
async function keepAnOwner({ manager, tenantId }: Change, { role }: MembershipEntity): Promise<void> {
  if (role === 'owner' && (await manager.countBy(MembershipEntity, { tenantId, role: 'owner' })) <= 1)
    throw new LastOwnerError();
}
