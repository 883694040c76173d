import {
  activationSchema,
  type ImportedScenario,
  importScenarioSchema,
  listScenariosSchema,
  type Principal,
  replaceBlueprintSchema,
  type Scenario,
  type ScenarioList,
} from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Post, Put, Res } from '@nestjs/common';
import type { z } from 'zod';
import { readVersionTag, versionTag } from './version-tag.policy.ts';
import { ScenariosService, toScenario } from './scenarios.service.ts';

/** The part of Fastify's reply that is used here. */
interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/scenarios')
export class ScenariosController {
  constructor(private readonly scenarios: ScenariosService) {}

  @Post()
  @Requires('scenarios:write')
  import(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodBody(importScenarioSchema) { blueprint, name }: z.infer<typeof importScenarioSchema>,
  ): Promise<ImportedScenario> {
    return this.scenarios.import(organisationId, blueprint, name);
  }

  @Get()
  @Requires('scenarios:read')
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listScenariosSchema) { cursor, limit }: z.infer<typeof listScenariosSchema>,
  ): Promise<ScenarioList> {
    return this.scenarios.list(organisationId, cursor, limit);
  }

  @Get(':scenarioId')
  @Requires('scenarios:read')
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Scenario> {
    const scenario = toScenario(await this.scenarios.get(organisationId, scenarioId));
    reply.header('etag', versionTag(scenario.version));
    return scenario;
  }

  @Get(':scenarioId/blueprint')
  @Requires('scenarios:read')
  async exportBlueprint(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<JsonObject> {
    const { blueprint, version } = await this.scenarios.exportBlueprint(organisationId, scenarioId);
    reply.header('etag', versionTag(version));
    return blueprint;
  }

  @Put(':scenarioId/blueprint')
  @Requires('scenarios:write')
  replaceBlueprint(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(replaceBlueprintSchema) { blueprint }: z.infer<typeof replaceBlueprintSchema>,
  ): Promise<ImportedScenario> {
    return this.scenarios.replaceBlueprint(organisationId, scenarioId, blueprint, readVersionTag(ifMatch));
  }

  @Put(':scenarioId/activation')
  @Requires('scenarios:write')
  setActivation(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(activationSchema) { active }: z.infer<typeof activationSchema>,
  ): Promise<Scenario> {
    return this.scenarios.setActivation(organisationId, scenarioId, active);
  }
}
