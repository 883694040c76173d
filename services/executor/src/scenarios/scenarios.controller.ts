import {
  cloneScenarioSchema,
  type ImportedScenario,
  importedScenarioSchema,
  importScenarioSchema,
  type ListScenarios,
  listScenariosSchema,
  type Principal,
  type Scenario,
  type ScenarioList,
  scenarioListSchema,
  scenarioSchema,
  type UpdateScenario,
  updateScenarioSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from './reply.ts';
import { toScenario } from './scenario-answer.ts';
import { ScenariosService } from './scenarios.service.ts';
import { readVersionTag, versionTag } from './version-tag.policy.ts';

@Controller('v1/scenarios')
export class ScenariosController {
  constructor(private readonly scenarios: ScenariosService) {}

  @Post()
  @Requires('scenarios:write')
  @Answers(importedScenarioSchema)
  import(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(importScenarioSchema) { blueprint, ...placing }: z.infer<typeof importScenarioSchema>,
  ): Promise<ImportedScenario> {
    return this.scenarios.import(principal, blueprint, placing);
  }

  @Get()
  @Requires('scenarios:read')
  @Answers(scenarioListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listScenariosSchema) asked: ListScenarios,
  ): Promise<ScenarioList> {
    return this.scenarios.list(organisationId, asked);
  }

  @Get(':scenarioId')
  @Requires('scenarios:read')
  @Answers(scenarioSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Scenario> {
    return tagged(reply, toScenario(await this.scenarios.get(organisationId, scenarioId)));
  }

  @Patch(':scenarioId')
  @Requires('scenarios:write')
  @Answers(scenarioSchema)
  async update(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateScenarioSchema) patch: UpdateScenario,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Scenario> {
    return tagged(reply, await this.scenarios.update(principal, scenarioId, readVersionTag(ifMatch), patch));
  }

  @Delete(':scenarioId')
  @HttpCode(204)
  @Requires('scenarios:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() { organisationId }: Principal, @Param('scenarioId') scenarioId: string): Promise<void> {
    return this.scenarios.delete(organisationId, scenarioId);
  }

  @Post(':scenarioId/clone')
  @Requires('scenarios:write')
  @Answers(importedScenarioSchema)
  clone(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(cloneScenarioSchema) placing: z.infer<typeof cloneScenarioSchema>,
  ): Promise<ImportedScenario> {
    return this.scenarios.clone(principal, scenarioId, placing);
  }
}

function tagged(reply: Reply, scenario: Scenario): Scenario {
  reply.header('etag', versionTag(scenario.revision));
  return scenario;
}
