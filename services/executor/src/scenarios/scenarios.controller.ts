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
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from './tagged-by-revision.ts';
import { toScenario } from './scenario-answer.ts';
import { ScenariosService } from './scenarios.service.ts';
import { readVersionTag } from './version-tag.policy.ts';

@Controller('v1/scenarios')
export class ScenariosController {
  constructor(private readonly scenarios: ScenariosService) {}

  @Post()
  @Requires('scenarios:write')
  @FiltersByTeam()
  @Answers(importedScenarioSchema)
  import(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(importScenarioSchema) { blueprint, ...placing }: z.infer<typeof importScenarioSchema>,
  ): Promise<ImportedScenario> {
    return this.scenarios.import(principal, blueprint, placing);
  }

  @Get()
  @Requires('scenarios:read')
  @FiltersByTeam()
  @Answers(scenarioListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listScenariosSchema) asked: ListScenarios,
  ): Promise<ScenarioList> {
    return this.scenarios.list(principal, asked);
  }

  @Get(':scenarioId')
  @Requires('scenarios:read')
  @Answers(scenarioSchema)
  @TaggedByRevision()
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<Scenario> {
    return toScenario(await this.scenarios.get(organisationId, scenarioId));
  }

  @Patch(':scenarioId')
  @Requires('scenarios:write')
  @Answers(scenarioSchema)
  @TaggedByRevision()
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateScenarioSchema) patch: UpdateScenario,
  ): Promise<Scenario> {
    return this.scenarios.update(principal, scenarioId, readVersionTag(ifMatch), patch);
  }

  @Delete(':scenarioId')
  @HttpCode(204)
  @Requires('scenarios:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() principal: Principal, @Param('scenarioId') scenarioId: string): Promise<void> {
    return this.scenarios.delete(principal, scenarioId);
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
