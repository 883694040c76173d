import {
  type Connection,
  type ConnectionList,
  connectionListSchema,
  connectionSchema,
  type ConnectionUses as ListedUses,
  connectionUsesSchema,
  type CreateConnection,
  createConnectionSchema,
  listConnectionsSchema,
  type Principal,
  type ReplaceConnection,
  replaceConnectionSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  KeepsNoAnswer,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Param, Post, Put, Res } from '@nestjs/common';
import type { z } from 'zod';
import { ConnectionRemoval } from '../removal/connection-removal.service.ts';
import { readRevisionTag, revisionTag } from '../keychain/key-revision.policy.ts';
import { ConnectionUses } from '../uses/connection-uses.repository.ts';
import { ConnectionsService } from './connections.service.ts';

interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/connections')
export class ConnectionsController {
  constructor(
    private readonly connections: ConnectionsService,
    private readonly removal: ConnectionRemoval,
    private readonly uses: ConnectionUses,
  ) {}

  @Post()
  @Answers(connectionSchema)
  @KeepsNoAnswer('A connection that is removed leaves nothing here, and not for a day either.')
  @Requires('connections:write')
  @FiltersByTeam()
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createConnectionSchema) given: CreateConnection,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Connection> {
    return tagged(reply, await this.connections.create(principal, given));
  }

  @Get()
  @Answers(connectionListSchema)
  @Requires('connections:read')
  @FiltersByTeam()
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listConnectionsSchema) page: z.infer<typeof listConnectionsSchema>,
  ): Promise<ConnectionList> {
    return this.connections.list(principal, page);
  }

  @Get(':connectionId')
  @Answers(connectionSchema)
  @Requires('connections:read')
  async get(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('connectionId') connectionId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Connection> {
    return tagged(reply, await this.connections.get(organisationId, connectionId));
  }

  @Put(':connectionId')
  @Answers(connectionSchema)
  @Requires('connections:write')
  replace(
    @CurrentPrincipal() principal: Principal,
    @Param('connectionId') connectionId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(replaceConnectionSchema) given: ReplaceConnection,
  ): Promise<Connection> {
    return this.connections.replace(principal, connectionId, readRevisionTag(ifMatch), given);
  }

  @Delete(':connectionId')
  @AnswersNothing()
  @HttpCode(204)
  @Requires('connections:write')
  delete(@CurrentPrincipal() principal: Principal, @Param('connectionId') connectionId: string): Promise<void> {
    return this.removal.remove(principal, connectionId);
  }

  @Get(':connectionId/uses')
  @Answers(connectionUsesSchema)
  @Requires('connections:read')
  async listUses(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('connectionId') connectionId: string,
  ): Promise<ListedUses> {
    await this.connections.find(organisationId, connectionId);
    return this.uses.list(organisationId, connectionId);
  }
}

function tagged(reply: Reply, connection: Connection): Connection {
  reply.header('etag', revisionTag(connection.revision));
  return connection;
}
