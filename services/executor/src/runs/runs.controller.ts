import {
  type LiveRun,
  type LiveRunList,
  liveRunListSchema,
  liveRunSchema,
  listRunsSchema,
  type Principal,
  runOnceSchema,
  runStartedSchema,
} from '@ebbflow/contracts';
import type { JsonObject } from '@ebbflow/kernel';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { RunsService } from './runs.service.ts';

@Controller('v1')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Post('scenarios/:scenarioId/runs')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(runStartedSchema)
  startByHand(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(runOnceSchema) { bundle }: z.infer<typeof runOnceSchema>,
  ): Promise<{ runId: string }> {
    // It came in as JSON, so it is JSON.
    return this.runs.startByHand(organisationId, scenarioId, bundle as JsonObject | undefined);
  }

  @Get('runs')
  @Requires('runs:read')
  @Answers(liveRunListSchema)
  listUnfinished(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listRunsSchema) { scenarioId, cursor, limit }: z.infer<typeof listRunsSchema>,
  ): Promise<LiveRunList> {
    return this.runs.listUnfinished(organisationId, { scenarioId, cursor }, limit);
  }

  @Get('runs/:runId')
  @Requires('runs:read')
  @Answers(liveRunSchema)
  get(@CurrentPrincipal() { organisationId }: Principal, @Param('runId') runId: string): Promise<LiveRun> {
    return this.runs.get(organisationId, runId);
  }
}
