import { askNeededDeliveriesSchema, neededDeliveriesSchema } from '@ebbflow/contracts';
import { Database } from '@ebbflow/persistence';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Post } from '@nestjs/common';
import type { z } from 'zod';
import { findNeededDeliveries } from './find-needed-deliveries.sql.ts';

/** For the gateway, before it removes what a tenant wants gone: a run that waits keeps what it began with until it is over. */
@Controller('internal/v1/needed-deliveries')
export class NeededDeliveriesController {
  constructor(private readonly database: Database) {}

  @Post()
  @HttpCode(200)
  @InternalOnly('gateway')
  @Answers(neededDeliveriesSchema)
  async find(
    @ZodBody(askNeededDeliveriesSchema) { tenantId, deliveryIds }: z.infer<typeof askNeededDeliveriesSchema>,
  ): Promise<z.infer<typeof neededDeliveriesSchema>> {
    const rows = await this.database.withTenant(tenantId, (sql) =>
      sql.query<{ id: string }>(findNeededDeliveries, [tenantId, deliveryIds]),
    );
    return { deliveryIds: rows.map(({ id }) => id) };
  }
}
