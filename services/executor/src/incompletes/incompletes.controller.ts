import {
  bulkAnswerSchema,
  bulkDeleteSchema,
  bulkRetrySchema,
  editIncompleteSchema,
  type IncompleteDetails,
  incompleteDetailsSchema,
  type IncompleteList,
  incompleteListSchema,
  listIncompletesSchema,
  type Principal,
  retryIncompleteSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  Requires,
  TeamOfQuery,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../scenarios/tagged-by-revision.ts';
import { readVersionTag } from '../scenarios/version-tag.policy.ts';
import { IncompletesService } from './incompletes.service.ts';

@Controller('v1/incomplete-executions')
export class IncompletesController {
  constructor(private readonly incompletes: IncompletesService) {}

  @Get()
  @Requires('incompletes:read')
  @TeamOfQuery('scenarioId')
  @Answers(incompleteListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listIncompletesSchema) query: z.infer<typeof listIncompletesSchema>,
  ): Promise<IncompleteList> {
    return this.incompletes.list(organisationId, query);
  }

  @Post('retry')
  @HttpCode(202)
  @Requires('incompletes:write')
  @FiltersByTeam()
  @Answers(bulkAnswerSchema)
  async retryMany(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(bulkRetrySchema) selection: z.infer<typeof bulkRetrySchema>,
  ): Promise<{ count: number }> {
    return { count: await this.incompletes.retryMany(principal, selection) };
  }

  @Post('delete')
  @HttpCode(202)
  @Requires('incompletes:write')
  @FiltersByTeam()
  @Answers(bulkAnswerSchema)
  async deleteMany(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(bulkDeleteSchema) selection: z.infer<typeof bulkDeleteSchema>,
  ): Promise<{ count: number }> {
    return { count: await this.incompletes.deleteMany(principal, selection) };
  }

  @Get(':incompleteId')
  @Requires('incompletes:read')
  @Answers(incompleteDetailsSchema)
  @TaggedByRevision()
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('incompleteId') id: string,
  ): Promise<IncompleteDetails> {
    return this.incompletes.get(organisationId, id);
  }

  @Patch(':incompleteId')
  @Requires('incompletes:write')
  @Answers(incompleteDetailsSchema)
  @TaggedByRevision()
  edit(
    @CurrentPrincipal() principal: Principal,
    @Param('incompleteId') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(editIncompleteSchema) edit: z.infer<typeof editIncompleteSchema>,
  ): Promise<IncompleteDetails> {
    return this.incompletes.edit(principal, id, readVersionTag(ifMatch), edit);
  }

  @Post(':incompleteId/retry')
  @HttpCode(202)
  @Requires('incompletes:write')
  @AnswersNothing()
  retry(
    @CurrentPrincipal() principal: Principal,
    @Param('incompleteId') id: string,
    @ZodBody(retryIncompleteSchema) { version }: z.infer<typeof retryIncompleteSchema>,
  ): Promise<void> {
    return this.incompletes.retry(principal, id, version);
  }

  @Delete(':incompleteId')
  @HttpCode(204)
  @Requires('incompletes:write')
  @AnswersNothing()
  delete(@CurrentPrincipal() principal: Principal, @Param('incompleteId') id: string): Promise<void> {
    return this.incompletes.delete(principal, id);
  }
}
