import {
  type Principal,
  type Team,
  type TeamList,
  teamListSchema,
  teamSchema,
  writeTeamSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { readRevision } from '../organisations/revision-tag.policy.ts';
import { TaggedByRevision } from '../organisations/tagged-by-revision.ts';
import { TeamsService } from './teams.service.ts';

@Controller('v1/teams')
export class TeamsController {
  constructor(@Inject(TeamsService) private readonly teams: TeamsService) {}

  @Requires('teams:read')
  @Answers(teamListSchema)
  @Get()
  async list(@CurrentPrincipal() { organisationId }: Principal): Promise<TeamList> {
    return { items: await this.teams.list(organisationId), nextCursor: null };
  }

  @Requires('teams:read')
  @Answers(teamSchema)
  @TaggedByRevision()
  @Get(':teamId')
  get(@CurrentPrincipal() { organisationId }: Principal, @Param('teamId') teamId: string): Promise<Team> {
    return this.teams.get(organisationId, teamId);
  }

  @Requires('teams:write')
  @Answers(teamSchema)
  @TaggedByRevision()
  @Post()
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(writeTeamSchema) { name }: z.infer<typeof writeTeamSchema>,
  ): Promise<Team> {
    return this.teams.create(principal, name);
  }

  @Requires('teams:write')
  @Answers(teamSchema)
  @TaggedByRevision()
  @Patch(':teamId')
  rename(
    @CurrentPrincipal() principal: Principal,
    @Param('teamId') teamId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(writeTeamSchema) { name }: z.infer<typeof writeTeamSchema>,
  ): Promise<Team> {
    return this.teams.rename(principal, teamId, readRevision(ifMatch), name);
  }

  @Requires('teams:write')
  @AnswersNothing()
  @Delete(':teamId')
  @HttpCode(204)
  delete(@CurrentPrincipal() principal: Principal, @Param('teamId') teamId: string): Promise<void> {
    return this.teams.delete(principal, teamId);
  }
}
