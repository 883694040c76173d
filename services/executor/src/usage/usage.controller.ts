import { type Principal, setPlanSchema, type Usage, usageSchema } from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, InternalOnly, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { UsageService } from './usage.service.ts';

@Controller()
export class UsageController {
  constructor(private readonly usage: UsageService) {}

  @Get('v1/usage')
  @Requires('usage:read')
  @Answers(usageSchema)
  get(@CurrentPrincipal() { organisationId }: Principal): Promise<Usage> {
    return this.usage.get(organisationId);
  }

  @Put('internal/v1/organisations/:organisationId/plan')
  @HttpCode(204)
  @InternalOnly('identity')
  @AnswersNothing()
  setPlan(
    @Param('organisationId') organisationId: string,
    @ZodBody(setPlanSchema) { plan }: z.infer<typeof setPlanSchema>,
  ): Promise<void> {
    return this.usage.setPlan(organisationId, plan);
  }
}
