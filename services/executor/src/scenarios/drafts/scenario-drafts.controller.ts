import {
  type Principal,
  saveDraftSchema,
  type SavedDraft,
  savedDraftSchema,
  type ScenarioDraft,
  scenarioDraftSchema,
} from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, HttpCode, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../tagged-by-revision.ts';
import { readVersionNumber } from '../versions/version-number.policy.ts';
import { readVersionTag } from '../version-tag.policy.ts';
import { ScenarioDrafts } from './scenario-drafts.ts';

@Controller('v1/scenarios/:scenarioId')
export class ScenarioDraftsController {
  constructor(private readonly drafts: ScenarioDrafts) {}

  @Get('draft')
  @Requires('scenarios:read')
  @Answers(scenarioDraftSchema)
  @TaggedByRevision()
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<ScenarioDraft> {
    return this.drafts.get(organisationId, scenarioId);
  }

  @Put('draft')
  @Requires('scenarios:write')
  @Answers(savedDraftSchema)
  @TaggedByRevision()
  save(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(saveDraftSchema) { blueprint }: z.infer<typeof saveDraftSchema>,
  ): Promise<SavedDraft> {
    const revision = readVersionTag(ifMatch);
    // A JSON body holds nothing but JSON.
    return this.drafts.save(principal, scenarioId, revision, blueprint as JsonObject);
  }

  /** Puts the version into the draft, which must be at the revision that If-Match names. */
  @Post('versions/:number/restore')
  @HttpCode(200)
  @Requires('scenarios:write')
  @Answers(savedDraftSchema)
  @TaggedByRevision()
  restore(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Param('number') number: string,
    @Headers('if-match') ifMatch: string | undefined,
  ): Promise<SavedDraft> {
    const revision = readVersionTag(ifMatch);
    return this.drafts.restore(principal, scenarioId, revision, readVersionNumber(number));
  }
}
