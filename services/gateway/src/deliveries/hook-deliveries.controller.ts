import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import {
  type DeliveryList,
  deliveryListSchema,
  listDeliveriesSchema,
  type OpenDelivery,
  openDeliverySchema,
  type Principal,
  replayDeliveriesSchema,
  type ReplayedDeliveries,
  replayedDeliveriesSchema,
  replayedDeliverySchema,
} from '@ebbflow/contracts';
import { Logger } from '@ebbflow/observability';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import type { z } from 'zod';
import { DeliveryInspectionService } from './delivery-inspection.service.ts';
import { DeliveryReplaysService } from './delivery-replays.service.ts';

@Controller('v1/hooks/:hookId/deliveries')
export class HookDeliveriesController {
  constructor(
    @Inject(DeliveryInspectionService) private readonly inspection: DeliveryInspectionService,
    @Inject(DeliveryReplaysService) private readonly replays: DeliveryReplaysService,
    @Inject(Logger) private readonly logger: Logger,
  ) {}

  @Get()
  @Requires('hooks:read')
  @Answers(deliveryListSchema)
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @ZodQuery(listDeliveriesSchema) page: z.infer<typeof listDeliveriesSchema>,
  ): Promise<DeliveryList> {
    return this.inspection.list(organisationId, hookId, page);
  }

  /** What came in is personal more often than not: who looked stands in the log, what they saw does not. */
  @Get(':deliveryId')
  @Requires('hooks:read')
  @Answers(openDeliverySchema)
  async open(
    @CurrentPrincipal() { organisationId, userId }: Principal,
    @Param('hookId') hookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<OpenDelivery> {
    const opened = await this.inspection.open(organisationId, hookId, deliveryId);
    this.logger.info('A delivery was opened.', { organisationId, userId: userId ?? 'api-token', hookId, deliveryId });
    return opened;
  }

  @Delete(':deliveryId')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  delete(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<void> {
    return this.inspection.delete(organisationId, hookId, deliveryId);
  }

  @Post('replay')
  @HttpCode(202)
  @Requires('hooks:write')
  @Answers(replayedDeliveriesSchema)
  replayMany(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @ZodBody(replayDeliveriesSchema) input: z.infer<typeof replayDeliveriesSchema>,
  ): Promise<ReplayedDeliveries> {
    return this.replays.many(organisationId, hookId, input);
  }

  @Post(':deliveryId/replay')
  @HttpCode(202)
  @Requires('hooks:write')
  @Answers(replayedDeliverySchema)
  replay(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @Param('deliveryId') deliveryId: string,
  ): Promise<z.infer<typeof replayedDeliverySchema>> {
    return this.replays.one(organisationId, hookId, deliveryId);
  }
}
