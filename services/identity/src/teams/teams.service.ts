import type { Principal, Team, TeamMember } from '@ebbflow/contracts';
import { isId } from '@ebbflow/kernel';
import { Inject, Injectable } from '@nestjs/common';
import { MemberNotFoundError } from '../members/members.errors.ts';
import { choiceOf } from '../roles/role-choice.policy.ts';
import type { TeamEntity } from './team.entity.ts';
import type { TeamMemberEntity } from './team-member.entity.ts';
import { TeamMembersRepository, type SeenSeat, type TeamSeat } from './team-members.repository.ts';
import { TeamNotFoundError } from './teams.errors.ts';
import { TeamsRepository } from './teams.repository.ts';

@Injectable()
export class TeamsService {
  constructor(
    @Inject(TeamsRepository) private readonly teams: TeamsRepository,
    @Inject(TeamMembersRepository) private readonly members: TeamMembersRepository,
  ) {}

  async list(tenantId: string): Promise<Team[]> {
    return (await this.teams.list(tenantId)).map(toTeam);
  }

  /** @throws TeamNotFoundError */
  async get(tenantId: string, id: string): Promise<Team> {
    return toTeam(await this.teams.get(tenantId, checkedId(id)));
  }

  /** @throws TooManyTeamsError, TeamNameTakenError */
  async create(by: Principal, name: string): Promise<Team> {
    return toTeam(await this.teams.insert(by, name));
  }

  /** @throws TeamNotFoundError, RevisionConflictError, TeamNameTakenError */
  async rename(by: Principal, id: string, revision: number, name: string): Promise<Team> {
    return toTeam(await this.teams.rename(by, checkedId(id), revision, name));
  }

  /** Its scenarios stay, for those who may see all of the organisation's. Idempotent. */
  async delete(by: Principal, id: string): Promise<void> {
    if (isId('tea', id)) await this.teams.delete(by, id);
  }

  /** @throws TeamNotFoundError */
  async listMembers(tenantId: string, teamId: string): Promise<TeamMember[]> {
    await this.get(tenantId, teamId);
    return (await this.members.list(tenantId, teamId)).map(toTeamMember);
  }

  /** @throws TeamNotFoundError, MemberNotFoundError, RoleNotFoundError, BeyondOwnRightsError, RevisionRequiredError, RevisionConflictError */
  async putMember(by: Principal, { teamId, userId, revision }: SeenSeat, role: string): Promise<TeamMember> {
    if (!isId('usr', userId)) throw new MemberNotFoundError();
    return toTeamMember(await this.members.put(by, { teamId: checkedId(teamId), userId, revision }, role));
  }

  /** Idempotent. @throws BeyondOwnRightsError */
  async deleteMember(by: Principal, seat: TeamSeat): Promise<void> {
    if (isId('tea', seat.teamId) && isId('usr', seat.userId)) await this.members.delete(by, seat);
  }
}

/** What is no id cannot be found, and may hold what Postgres refuses in a text. */
function checkedId(id: string): string {
  if (!isId('tea', id)) throw new TeamNotFoundError();
  return id;
}

function toTeam({ id, name, revision, createdAt }: TeamEntity): Team {
  return { id, name, revision, createdAt: createdAt.toISOString() };
}

function toTeamMember(member: TeamMemberEntity): TeamMember {
  return {
    userId: member.userId,
    role: choiceOf(member),
    since: member.createdAt.toISOString(),
    revision: member.revision,
  };
}
