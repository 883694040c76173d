import {
  type Principal,
  type RedactionFields,
  redactionFieldsSchema,
  type RedactionRules,
  redactionRulesSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Headers, Param, Put } from '@nestjs/common';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { RedactionRulesService } from './redaction-rules.service.ts';

@Controller('v1/scenarios/:scenarioId/redaction-rules')
export class ScenarioRedactionRulesController {
  constructor(private readonly rules: RedactionRulesService) {}

  @Get()
  @Requires('scenarios:read')
  @Answers(redactionRulesSchema)
  @TaggedByRevision()
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<RedactionRules> {
    return this.rules.get(organisationId, scenarioId);
  }

  @Put()
  @Requires('scenarios:write')
  @Answers(redactionRulesSchema)
  @TaggedByRevision()
  put(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(redactionFieldsSchema) rules: RedactionFields,
  ): Promise<RedactionRules> {
    return this.rules.put(principal, rules, readVersionTag(ifMatch), scenarioId);
  }
}
