import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { hookResponseSchema } from '@ebbflow/contracts';
import { ExpectedError } from '@ebbflow/kernel';
import { InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { ResponseWaiters } from '../door/response-waiters.ts';

@Controller('internal/v1/deliveries')
export class DeliveriesController {
  constructor(@Inject(ResponseWaiters) private readonly waiters: ResponseWaiters) {}

  /** What the response module of a run said, for the sender this replica keeps on the line. */
  @Post(':deliveryId/response')
  @HttpCode(204)
  @InternalOnly('executor')
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
