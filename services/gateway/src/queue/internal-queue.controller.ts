import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  claimDeliveriesSchema,
  type ClaimedDeliveries,
  claimedDeliveriesSchema,
  pendingCountsSchema,
  pendingDeliveriesSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { ClaimsService } from './claims.service.ts';

/** What runs of schedules ask for. */
@Controller('internal/v1/hooks')
export class InternalQueueController {
  constructor(@Inject(ClaimsService) private readonly claims: ClaimsService) {}

  @Post('pending')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(pendingCountsSchema)
  async pending(
    @ZodBody(pendingDeliveriesSchema) input: z.infer<typeof pendingDeliveriesSchema>,
  ): Promise<z.infer<typeof pendingCountsSchema>> {
    return { counts: await this.claims.pending(input) };
  }

  @Post(':hookId/claims')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(claimedDeliveriesSchema)
  claim(
    @Param('hookId') hookId: string,
    @ZodBody(claimDeliveriesSchema) input: z.infer<typeof claimDeliveriesSchema>,
  ): Promise<ClaimedDeliveries> {
    return this.claims.claim(hookId, input);
  }
}
