import { type Concurrency, concurrencySchema, type Principal } from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Param, Put } from '@nestjs/common';
import { ConcurrencyService } from './concurrency.service.ts';

@Controller('v1/scenarios/:scenarioId/concurrency')
export class ConcurrencyController {
  constructor(private readonly concurrency: ConcurrencyService) {}

  @Get()
  @Requires('scenarios:read')
  @Answers(concurrencySchema)
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<Concurrency> {
    return this.concurrency.get(organisationId, scenarioId);
  }

  @Put()
  @Requires('scenarios:write')
  @Answers(concurrencySchema)
  set(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(concurrencySchema) concurrency: Concurrency,
  ): Promise<Concurrency> {
    return this.concurrency.set(organisationId, scenarioId, concurrency);
  }

  @Delete()
  @HttpCode(204)
  @Requires('scenarios:write')
  @AnswersNothing()
  remove(@CurrentPrincipal() { organisationId }: Principal, @Param('scenarioId') scenarioId: string): Promise<void> {
    return this.concurrency.remove(organisationId, scenarioId);
  }
}
