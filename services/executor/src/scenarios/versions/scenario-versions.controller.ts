import {
  blueprintDocumentSchema,
  diffScenarioSchema,
  type ImportedScenario,
  importedScenarioSchema,
  listVersionsSchema,
  type Principal,
  publishVersionSchema,
  type ScenarioDiff,
  scenarioDiffSchema,
  type ScenarioVersionList,
  scenarioVersionListSchema,
} from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../reply.ts';
import { readVersionTag, versionTag } from '../version-tag.policy.ts';
import { ScenarioVersionsService } from './scenario-versions.service.ts';
import { readVersionNumber } from './version-number.policy.ts';

@Controller('v1/scenarios/:scenarioId')
export class ScenarioVersionsController {
  constructor(private readonly versions: ScenarioVersionsService) {}

  /** Publishes the draft, which must be at the revision that If-Match names. */
  @Post('versions')
  @Requires('scenarios:write')
  @Answers(importedScenarioSchema)
  publish(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(publishVersionSchema) { note }: z.infer<typeof publishVersionSchema>,
  ): Promise<ImportedScenario> {
    return this.versions.publish(principal, scenarioId, readVersionTag(ifMatch), note ?? '');
  }

  @Get('versions')
  @Requires('scenarios:read')
  @Answers(scenarioVersionListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodQuery(listVersionsSchema) { cursor, limit }: z.infer<typeof listVersionsSchema>,
  ): Promise<ScenarioVersionList> {
    return this.versions.list(organisationId, scenarioId, cursor, limit);
  }

  @Get('versions/:number/blueprint')
  @Requires('scenarios:read')
  @Answers(blueprintDocumentSchema)
  async versionBlueprint(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Param('number') number: string,
  ): Promise<JsonObject> {
    const { document } = await this.versions.blueprint(organisationId, scenarioId, readVersionNumber(number));
    return document;
  }

  /** The published version as it was written; its number is the ETag. */
  @Get('blueprint')
  @Requires('scenarios:read')
  @Answers(blueprintDocumentSchema)
  async blueprint(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonObject> {
    const { document, number } = await this.versions.blueprint(organisationId, scenarioId);
    reply.header('etag', versionTag(number));
    return document;
  }

  @Get('diff')
  @Requires('scenarios:read')
  @Answers(scenarioDiffSchema)
  diff(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodQuery(diffScenarioSchema) { from, to }: z.infer<typeof diffScenarioSchema>,
  ): Promise<ScenarioDiff> {
    return this.versions.diff(organisationId, scenarioId, from, to);
  }
}
