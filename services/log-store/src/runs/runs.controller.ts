import { Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type FinishedRunDetails,
  finishedRunDetailsSchema,
  finishedRunListSchema,
  type FinishedRunList,
  listFinishedRunsSchema,
  type Principal,
  type SearchFinishedRuns,
  searchFinishedRunsSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, FiltersByTeam, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import type { z } from 'zod';
import { RunsService } from './runs.service.ts';

@Controller('v1/runs')
export class RunsController {
  constructor(@Inject(RunsService) private readonly runs: RunsService) {}

  @Get()
  @Requires('runs:read')
  @FiltersByTeam()
  @Answers(finishedRunListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listFinishedRunsSchema) query: z.infer<typeof listFinishedRunsSchema>,
  ): Promise<FinishedRunList> {
    return this.runs.list(principal, query);
  }

  @Post('search')
  @HttpCode(200)
  @Requires('runs:read')
  @FiltersByTeam()
  @Answers(finishedRunListSchema)
  search(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(searchFinishedRunsSchema) asked: SearchFinishedRuns,
  ): Promise<FinishedRunList> {
    return this.runs.list(principal, asked);
  }

  @Get(':runId')
  @Requires('runs:read')
  @Answers(finishedRunDetailsSchema)
  get(@CurrentPrincipal() principal: Principal, @Param('runId') runId: string): Promise<FinishedRunDetails> {
    return this.runs.get(principal.organisationId, runId);
  }
}
