import {
  type ConnectionTest,
  connectionTestSchema,
  type Principal,
  type TestConnection,
  testConnectionSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, FiltersByTeam, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ConnectionTests } from './connection-tests.service.ts';

@Controller('v1/connections')
export class ConnectionTestsController {
  constructor(private readonly tests: ConnectionTests) {}

  /** Whose the connection is, vault knows and decides. */
  @Post(':connectionId/test')
  @HttpCode(200)
  @Requires('connections:write')
  @FiltersByTeam()
  @Answers(connectionTestSchema)
  test(
    @CurrentPrincipal() principal: Principal,
    @Param('connectionId') connectionId: string,
    @ZodBody(testConnectionSchema) { url }: TestConnection,
  ): Promise<ConnectionTest> {
    return this.tests.test(principal, connectionId, url);
  }
}
