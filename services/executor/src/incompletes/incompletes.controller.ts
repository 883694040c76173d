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
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Patch, Post, Res } from '@nestjs/common';
import type { z } from 'zod';
import { readVersionTag, versionTag } from '../scenarios/version-tag.policy.ts';
import { IncompletesService } from './incompletes.service.ts';

/** The part of Fastify's reply that is used here. */
interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/incomplete-executions')
export class IncompletesController {
  constructor(private readonly incompletes: IncompletesService) {}

  @Get()
  @Requires('incompletes:read')
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
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('incompleteId') id: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<IncompleteDetails> {
    const { details, revision } = await this.incompletes.get(organisationId, id);
    reply.header('etag', versionTag(revision));
    return details;
  }

  @Patch(':incompleteId')
  @Requires('incompletes:write')
  @Answers(incompleteDetailsSchema)
  async edit(
    @CurrentPrincipal() principal: Principal,
    @Param('incompleteId') id: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(editIncompleteSchema) edit: z.infer<typeof editIncompleteSchema>,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<IncompleteDetails> {
    const { details, revision } = await this.incompletes.edit(principal, id, readVersionTag(ifMatch), edit);
    reply.header('etag', versionTag(revision));
    return details;
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
