import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { hookResponseSchema, ofTenantSchema, type SealedDelivery, sealedDeliverySchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { Answers, AnswersNothing, InternalOnly, ZodBody, ZodQuery } from '@ebbflow/service-host';
import type { z } from 'zod';
import { ResponseWaiters } from '../door/response-waiters.ts';
import { StoredDeliveriesService } from './stored-deliveries.service.ts';

@Controller('internal/v1/deliveries')
export class DeliveriesController {
  constructor(
    @Inject(ResponseWaiters) private readonly waiters: ResponseWaiters,
    @Inject(StoredDeliveriesService) private readonly stored: StoredDeliveriesService,
  ) {}

  @Get(':deliveryId')
  @InternalOnly('executor')
  @Answers(sealedDeliverySchema)
  sealed(
    @Param('deliveryId') deliveryId: string,
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<SealedDelivery> {
    return this.stored.sealed(tenantId, deliveryId);
  }

  @Delete(':deliveryId')
  @HttpCode(204)
  @InternalOnly('executor')
  @AnswersNothing()
  erase(
    @Param('deliveryId') deliveryId: string,
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<void> {
    return this.stored.erase(tenantId, deliveryId);
  }

  /** What the response module of a run said, for the sender this replica keeps on the line. */
  @Post(':deliveryId/response')
  @HttpCode(204)
  @InternalOnly('executor')
  @AnswersNothing()
  respond(
    @Param('deliveryId') deliveryId: string,
    @ZodBody(hookResponseSchema) response: z.infer<typeof hookResponseSchema>,
  ): void {
    if (this.waiters.answer(deliveryId, response)) return;
    throw new ExpectedError(
      'GATEWAY.NOBODY_WAITS',
      404,
      'The sender of this delivery does not wait for a response (any more).',
    );
  }
}
