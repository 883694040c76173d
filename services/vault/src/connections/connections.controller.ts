import {
  type Connection,
  type ConnectionList,
  createConnectionSchema,
  listConnectionsSchema,
  type Principal,
  connectionSchema,
  connectionListSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ConnectionsService } from './connections.service.ts';

@Controller('v1/connections')
export class ConnectionsController {
  constructor(@Inject(ConnectionsService) private readonly connections: ConnectionsService) {}

  @Post()
  @Answers(connectionSchema)
  @Requires('connections:write')
  create(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodBody(createConnectionSchema) input: z.infer<typeof createConnectionSchema>,
  ): Promise<Connection> {
    return this.connections.create(organisationId, input);
  }

  @Get()
  @Answers(connectionListSchema)
  @Requires('connections:read')
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listConnectionsSchema) { cursor, limit }: z.infer<typeof listConnectionsSchema>,
  ): Promise<ConnectionList> {
    return this.connections.list(organisationId, cursor, limit);
  }

  @Get(':connectionId')
  @Answers(connectionSchema)
  @Requires('connections:read')
  get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('connectionId') connectionId: string,
  ): Promise<Connection> {
    return this.connections.get(organisationId, connectionId);
  }

  @Delete(':connectionId')
  @AnswersNothing()
  @HttpCode(204)
  @Requires('connections:write')
  delete(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('connectionId') connectionId: string,
  ): Promise<void> {
    return this.connections.delete(organisationId, connectionId);
  }
}
