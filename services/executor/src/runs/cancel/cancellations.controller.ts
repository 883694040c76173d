import { type CancelledRun, cancelledRunSchema, cancelledRunsSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { CancellationsService } from './cancellations.service.ts';

@Controller('v1')
export class CancellationsController {
  constructor(private readonly cancellations: CancellationsService) {}

  @Post('runs/:runId/cancel')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(cancelledRunSchema)
  cancel(@CurrentPrincipal() { organisationId }: Principal, @Param('runId') runId: string): Promise<CancelledRun> {
    return this.cancellations.cancel(organisationId, runId);
  }

  @Post('scenarios/:scenarioId/runs/cancel')
  @HttpCode(202)
  @Requires('runs:write')
  @Answers(cancelledRunsSchema)
  async cancelAll(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<{ count: number }> {
    return { count: await this.cancellations.cancelAllOf(organisationId, scenarioId) };
  }
}
