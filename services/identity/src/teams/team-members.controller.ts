import {
  type Principal,
  putTeamMemberSchema,
  type TeamMember,
  type TeamMemberList,
  teamMemberListSchema,
  teamMemberSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { readRevision } from '../organisations/revision-tag.policy.ts';
import { TaggedByRevision } from '../organisations/tagged-by-revision.ts';
import type { TeamSeat } from './team-members.repository.ts';
import { TeamsService } from './teams.service.ts';

/** Whoever may do it in this team only passes by the team in the path (IdentityObjectTeams). */
@Controller('v1/teams/:teamId/members')
export class TeamMembersController {
  constructor(@Inject(TeamsService) private readonly teams: TeamsService) {}

  @Requires('team-members:read')
  @Answers(teamMemberListSchema)
  @Get()
  async list(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('teamId') teamId: string,
  ): Promise<TeamMemberList> {
    return { items: await this.teams.listMembers(organisationId, teamId), nextCursor: null };
  }

  @Requires('team-members:write')
  @Answers(teamMemberSchema)
  @TaggedByRevision()
  @Put(':userId')
  put(
    @CurrentPrincipal() principal: Principal,
    @Param() { teamId, userId }: TeamSeat,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putTeamMemberSchema) { role }: z.infer<typeof putTeamMemberSchema>,
  ): Promise<TeamMember> {
    const revision = ifMatch === undefined ? undefined : readRevision(ifMatch);
    return this.teams.putMember(principal, { teamId, userId, revision }, role);
  }

  @Requires('team-members:write')
  @AnswersNothing()
  @Delete(':userId')
  @HttpCode(204)
  delete(@CurrentPrincipal() principal: Principal, @Param() { teamId, userId }: TeamSeat): Promise<void> {
    return this.teams.deleteMember(principal, { teamId, userId });
  }
}
