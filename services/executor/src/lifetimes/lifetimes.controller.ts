import { type LifetimesAnswer, lifetimesSchema, type Principal, putLifetimesSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { LifetimeSettingsService } from './lifetime-settings.service.ts';

type Wanted = z.infer<typeof putLifetimesSchema>;

@Controller('v1')
export class LifetimesController {
  constructor(private readonly settings: LifetimeSettingsService) {}

  @Get('lifetimes')
  @Requires('lifetimes:read')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  ofOrganisation(@CurrentPrincipal() principal: Principal): Promise<LifetimesAnswer> {
    return this.settings.get(principal, { level: 'organisation' });
  }

  @Put('lifetimes')
  @Requires('lifetimes:write')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  setOfOrganisation(
    @CurrentPrincipal() principal: Principal,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putLifetimesSchema) wanted: Wanted,
  ): Promise<LifetimesAnswer> {
    return this.settings.put(principal, { level: 'organisation' }, readVersionTag(ifMatch), wanted);
  }

  @Get('teams/:teamId/lifetimes')
  @Requires('lifetimes:read')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  ofTeam(@CurrentPrincipal() principal: Principal, @Param('teamId') teamId: string): Promise<LifetimesAnswer> {
    return this.settings.get(principal, { level: 'team', teamId });
  }

  @Put('teams/:teamId/lifetimes')
  @Requires('lifetimes:write')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  setOfTeam(
    @CurrentPrincipal() principal: Principal,
    @Param('teamId') teamId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putLifetimesSchema) wanted: Wanted,
  ): Promise<LifetimesAnswer> {
    return this.settings.put(principal, { level: 'team', teamId }, readVersionTag(ifMatch), wanted);
  }

  @Get('scenarios/:scenarioId/lifetimes')
  @Requires('lifetimes:read')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  ofScenario(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<LifetimesAnswer> {
    return this.settings.get(principal, { level: 'scenario', scenarioId });
  }

  @Put('scenarios/:scenarioId/lifetimes')
  @Requires('lifetimes:write')
  @Answers(lifetimesSchema)
  @TaggedByRevision()
  setOfScenario(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(putLifetimesSchema) wanted: Wanted,
  ): Promise<LifetimesAnswer> {
    return this.settings.put(principal, { level: 'scenario', scenarioId }, readVersionTag(ifMatch), wanted);
  }
}
