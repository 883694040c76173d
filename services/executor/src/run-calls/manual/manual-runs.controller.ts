import { type Principal, runOnceSchema, runStartedSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ManualRunsService } from './manual-runs.service.ts';

@Controller('v1/scenarios/:scenarioId/runs')
export class ManualRunsController {
  constructor(private readonly runs: ManualRunsService) {}

  @Post()
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(runStartedSchema)
  start(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(runOnceSchema) body: z.infer<typeof runOnceSchema>,
  ): Promise<{ runId: string }> {
    return this.runs.start(organisationId, scenarioId, body);
  }
}
