import {
  type LiveRun,
  type LiveRunList,
  liveRunListSchema,
  liveRunSchema,
  listRunsSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, TeamOfQuery, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Param } from '@nestjs/common';
import type { z } from 'zod';
import { RunsService } from './runs.service.ts';

@Controller('v1')
export class RunsController {
  constructor(private readonly runs: RunsService) {}

  @Get('runs')
  @Requires('runs:read')
  @TeamOfQuery('scenarioId')
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
