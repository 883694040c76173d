import {
  type ActivationCheckAnswer,
  activationCheckSchema,
  activationSchema,
  type Principal,
  type Scenario,
  scenarioSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../tagged-by-revision.ts';
import { ActivationService } from './activation.service.ts';

@Controller('v1/scenarios/:scenarioId')
export class ActivationController {
  constructor(private readonly activation: ActivationService) {}

  @Put('activation')
  @Requires('scenarios:activate')
  @Answers(scenarioSchema)
  @TaggedByRevision()
  set(
    @CurrentPrincipal() principal: Principal,
    @Param('scenarioId') scenarioId: string,
    @ZodBody(activationSchema) { active }: z.infer<typeof activationSchema>,
  ): Promise<Scenario> {
    return active ? this.activation.activate(principal, scenarioId) : this.activation.deactivate(principal, scenarioId);
  }

  @Get('activation-check')
  @Requires('scenarios:read')
  @Answers(activationCheckSchema)
  check(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('scenarioId') scenarioId: string,
  ): Promise<ActivationCheckAnswer> {
    return this.activation.explain(organisationId, scenarioId);
  }
}
