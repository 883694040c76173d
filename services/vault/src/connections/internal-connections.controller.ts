import { askConnectionsSchema, existingConnectionsSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ConnectionsService } from './connections.service.ts';

/** What the executor asks before a scenario becomes active. */
@Controller('internal/v1/connections')
export class InternalConnectionsController {
  constructor(@Inject(ConnectionsService) private readonly connections: ConnectionsService) {}

  @Post('exist')
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(existingConnectionsSchema)
  async existing(
    @ZodBody(askConnectionsSchema) { tenantId, ids, teamId = null }: z.infer<typeof askConnectionsSchema>,
  ): Promise<z.infer<typeof existingConnectionsSchema>> {
    return { existing: await this.connections.existing(tenantId, ids, teamId) };
  }
}
