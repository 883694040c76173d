import type { Principal, TeamRole } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { may } from '@ebbflow/service-host';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { actorOf } from '../audit/audit-entry.ts';
import { AuditLog } from '../audit/audit-log.ts';
import { lockOrganisation } from '../members/lock-organisation.sql.ts';
import { MemberNotFoundError } from '../members/members.errors.ts';
import {
  BeyondOwnRightsError,
  RevisionConflictError,
  RevisionRequiredError,
} from '../organisations/organisation.errors.ts';
import { choiceOf, heldAs } from '../roles/role-choice.policy.ts';
import { scopesOfChoice } from '../roles/role-scopes.repository.ts';
import { MembershipEntity } from '../users/membership.entity.ts';
import { TeamEntity } from './team.entity.ts';
import { TeamMemberEntity } from './team-member.entity.ts';
import { TeamNotFoundError } from './teams.errors.ts';

export interface TeamSeat {
  readonly teamId: string;
  readonly userId: string;
}

/** As whoever changes it has seen it; undefined: nobody was in it. */
export interface SeenSeat extends TeamSeat {
  readonly revision: number | undefined;
}

@Injectable()
export class TeamMembersRepository {
  constructor(
    @Inject(Database) private readonly database: Database,
    @Inject(AuditLog) private readonly audit: AuditLog,
  ) {}

  list(tenantId: string, teamId: string): Promise<TeamMemberEntity[]> {
    return this.database.withTenantEntities(tenantId, (manager) =>
      manager.find(TeamMemberEntity, { where: { tenantId, teamId }, order: { userId: 'asc' } }),
    );
  }

  /** @throws TeamNotFoundError, MemberNotFoundError, RoleNotFoundError, BeyondOwnRightsError, RevisionRequiredError, RevisionConflictError */
  put(scope: Principal, { revision, ...seat }: SeenSeat, choice: string): Promise<TeamMemberEntity> {
    const { organisationId: tenantId } = scope;
    const key = { tenantId, ...seat };
    return this.database.withTenantEntities(tenantId, async (manager, sql) => {
      await sql.query(lockOrganisation, [tenantId]);
      if (!(await manager.existsBy(TeamEntity, { tenantId, id: seat.teamId }))) throw new TeamNotFoundError();
      if (!(await manager.existsBy(MembershipEntity, { tenantId, userId: seat.userId })))
        throw new MemberNotFoundError();
      const before = await manager.findOneBy(TeamMemberEntity, key);
      if (before !== null) await demandRights(manager, scope, seat.teamId, choiceOf(before));
      await demandRights(manager, scope, seat.teamId, choice);
      if (before !== null && revision === undefined) throw new RevisionRequiredError();
      if (before?.revision !== revision) throw new RevisionConflictError();
      const held = { ...heldAs<TeamRole>(choice), revision: (revision ?? 0) + 1 };
      await manager.upsert(TeamMemberEntity, { ...key, ...held }, ['tenantId', 'teamId', 'userId']);
      const after = await manager.findOneByOrFail(TeamMemberEntity, key);
      const object = { kind: 'team', id: seat.teamId };
      const facts = { userId: seat.userId, role: choice };
      await this.audit.append(sql, { tenantId, actor: actorOf(scope), action: 'team.member-put', object, facts });
      return after;
    });
  }

  /** Idempotent. @throws BeyondOwnRightsError */
  async delete(scope: Principal, seat: TeamSeat): Promise<void> {
    const { organisationId: tenantId } = scope;
    const key = { tenantId, ...seat };
    await this.database.withTenantEntities(tenantId, async (manager, sql) => {
      const before = await manager.findOneBy(TeamMemberEntity, key);
      if (before === null) return;
      await demandRights(manager, scope, seat.teamId, choiceOf(before));
      await manager.delete(TeamMemberEntity, key);
      const object = { kind: 'team', id: seat.teamId };
      const facts = { userId: seat.userId };
      await this.audit.append(sql, { tenantId, actor: actorOf(scope), action: 'team.member-removed', object, facts });
    });
  }
}

/** Nobody gives or takes in a team what they may not do in it. @throws RoleNotFoundError, BeyondOwnRightsError */
export async function demandRights(
  manager: EntityManager,
  scope: Principal,
  teamId: string,
  choice: string,
): Promise<void> {
  const { organisationId } = scope;
  const scopes = await scopesOfChoice(manager, organisationId, 'team', choice);
  if (!scopes.every((action) => may(scope, action, { organisationId, teamId }))) throw new BeyondOwnRightsError();
}
