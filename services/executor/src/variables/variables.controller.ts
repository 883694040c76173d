import {
  type CreateVariable,
  createVariableSchema,
  type CustomVariable,
  type CustomVariableList,
  listVariablesSchema,
  type Principal,
  type UpdateVariable,
  updateVariableSchema,
  variableListSchema,
  variableSchema,
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
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import type { Reply } from '../scenarios/reply.ts';
import { readVersionTag, versionTag } from '../scenarios/version-tag.policy.ts';
import { VariablesService } from './variables.service.ts';

@Controller('v1/variables')
export class VariablesController {
  constructor(private readonly variables: VariablesService) {}

  @Post()
  @Requires('variables:write')
  @FiltersByTeam()
  @Answers(variableSchema)
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createVariableSchema) variable: CreateVariable,
  ): Promise<CustomVariable> {
    return this.variables.create(principal, variable);
  }

  @Get()
  @Requires('variables:read')
  @FiltersByTeam()
  @Answers(variableListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listVariablesSchema) query: z.infer<typeof listVariablesSchema>,
  ): Promise<CustomVariableList> {
    return this.variables.list(principal, query);
  }

  @Get(':variableId')
  @Requires('variables:read')
  @Answers(variableSchema)
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('variableId') variableId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<CustomVariable> {
    const variable = await this.variables.get(organisationId, variableId);
    reply.header('etag', versionTag(variable.revision));
    return variable;
  }

  @Patch(':variableId')
  @Requires('variables:write')
  @Answers(variableSchema)
  update(
    @CurrentPrincipal() principal: Principal,
    @Param('variableId') variableId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateVariableSchema) changes: UpdateVariable,
  ): Promise<CustomVariable> {
    return this.variables.update(principal, variableId, readVersionTag(ifMatch), changes);
  }

  @Delete(':variableId')
  @HttpCode(204)
  @Requires('variables:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() { organisationId }: Principal, @Param('variableId') variableId: string): Promise<void> {
    return this.variables.delete(organisationId, variableId);
  }
}
