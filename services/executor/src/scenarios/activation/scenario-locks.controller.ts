import { type Scenario, scenarioLockSchema, scenarioSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { TaggedByRevision } from '../tagged-by-revision.ts';
import { ActivationService } from './activation.service.ts';

/** For staff: no scope of a tenant reaches it. */
@Controller('internal/v1/scenarios')
export class ScenarioLocksController {
  constructor(private readonly activation: ActivationService) {}

  @Put(':scenarioId/lock')
  @InternalOnly('console')
  @Answers(scenarioSchema)
  @TaggedByRevision()
  set(
    @Param('scenarioId') scenarioId: string,
    @ZodBody(scenarioLockSchema) { tenantId, isLocked }: z.infer<typeof scenarioLockSchema>,
  ): Promise<Scenario> {
    return this.activation.setLock(tenantId, scenarioId, isLocked);
  }
}
