import {
  addHookSecretSchema,
  type HookSecret,
  hookSecretListSchema,
  hookSecretSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HookSecretsService } from './hook-secrets.service.ts';

@Controller('v1/hook-secrets')
export class HookSecretsController {
  constructor(@Inject(HookSecretsService) private readonly secrets: HookSecretsService) {}

  @Post(':hookId')
  @Requires('hooks:write')
  @Answers(hookSecretSchema)
  add(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @ZodBody(addHookSecretSchema) { secret }: z.infer<typeof addHookSecretSchema>,
  ): Promise<HookSecret> {
    return this.secrets.add(principal, hookId, secret);
  }

  @Get(':hookId')
  @Requires('hooks:read')
  @Answers(hookSecretListSchema)
  async list(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
  ): Promise<z.infer<typeof hookSecretListSchema>> {
    return { items: await this.secrets.list(organisationId, hookId) };
  }

  @Delete(':hookId/:secretId')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  delete(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @Param('secretId') secretId: string,
  ): Promise<void> {
    return this.secrets.delete(principal, hookId, secretId);
  }
}
