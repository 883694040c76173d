import {
  type Connection,
  connectionSchema,
  type FinishOauth,
  finishOauthSchema,
  type OauthProviderList,
  oauthProviderListSchema,
  type OauthStarted,
  oauthStartedSchema,
  type Principal,
  type StartOauth,
  startOauthSchema,
} from '@ebbflow/contracts';
import {
  Answers,
  CurrentPrincipal,
  FiltersByTeam,
  KeepsNoAnswer,
  Requires,
  SharedByTeams,
  ZodBody,
} from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { listProviders, OAUTH_PROVIDERS } from './oauth-manifests.ts';
import { OauthFlow } from './oauth-flow.service.ts';

@Controller('v1/connections/oauth')
export class OauthController {
  constructor(private readonly flow: OauthFlow) {}

  /** Those that connectors of this installation describe. */
  @Get('providers')
  @Requires('connections:read')
  @SharedByTeams()
  @Answers(oauthProviderListSchema)
  list(): OauthProviderList {
    return listProviders(OAUTH_PROVIDERS);
  }

  @Post('start')
  @HttpCode(200)
  @Requires('connections:write')
  @FiltersByTeam()
  @Answers(oauthStartedSchema)
  @KeepsNoAnswer('It holds the state and the challenge of an attempt that works once.')
  start(@CurrentPrincipal() principal: Principal, @ZodBody(startOauthSchema) wish: StartOauth): Promise<OauthStarted> {
    return this.flow.start(principal, wish);
  }

  @Post('finish')
  @HttpCode(200)
  @Requires('connections:write')
  @FiltersByTeam()
  @Answers(connectionSchema)
  @KeepsNoAnswer('A connection that is removed leaves nothing here, and not for a day either.')
  finish(@CurrentPrincipal() principal: Principal, @ZodBody(finishOauthSchema) back: FinishOauth): Promise<Connection> {
    return this.flow.finish(principal, back);
  }
}
