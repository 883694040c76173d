import {
  type ChoosePlan,
  choosePlanSchema,
  type OrganisationPlan,
  organisationPlanSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Inject, Put } from '@nestjs/common';
import { PlansService } from './plans.service.ts';

@Controller('v1/plan')
export class PlansController {
  constructor(@Inject(PlansService) private readonly plans: PlansService) {}

  @Requires('plan:read')
  @Answers(organisationPlanSchema)
  @Get()
  get(@CurrentPrincipal() principal: Principal): Promise<OrganisationPlan> {
    return this.plans.get(principal);
  }

  @Requires('plan:write')
  @Answers(organisationPlanSchema)
  @Put()
  choose(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(choosePlanSchema) input: ChoosePlan,
  ): Promise<OrganisationPlan> {
    return this.plans.choose(principal, input);
  }
}
