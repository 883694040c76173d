import {
  type ApiTokenList,
  apiTokenListSchema,
  type CreateApiToken,
  createApiTokenSchema,
  type CreatedApiToken,
  createdApiTokenSchema,
  listApiTokensSchema,
  type Principal,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  Requires,
  ShowsSecretOnce,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ApiTokensService } from './api-tokens.service.ts';

@Controller('v1/me/api-tokens')
export class ApiTokensController {
  constructor(@Inject(ApiTokensService) private readonly tokens: ApiTokensService) {}

  @Requires('me:read')
  @Answers(apiTokenListSchema)
  @Get()
  async list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listApiTokensSchema) { prefix }: z.infer<typeof listApiTokensSchema>,
  ): Promise<ApiTokenList> {
    return { items: await this.tokens.list(principal, prefix), nextCursor: null };
  }

  @Requires('me:write')
  @Answers(createdApiTokenSchema)
  @ShowsSecretOnce()
  @Post()
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createApiTokenSchema) token: CreateApiToken,
  ): Promise<CreatedApiToken> {
    return this.tokens.create(principal, token);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Delete(':tokenId')
  @HttpCode(204)
  revoke(@CurrentPrincipal() principal: Principal, @Param('tokenId') tokenId: string): Promise<void> {
    return this.tokens.revoke(principal, tokenId);
  }
}
