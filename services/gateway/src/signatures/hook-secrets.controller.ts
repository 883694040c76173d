import {
  addHookSecretSchema,
  type HookSecret,
  hookSecretListSchema,
  hookSecretSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ServiceClient, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HookSettingsService } from '../hooks/hook-settings.service.ts';

/** What senders of a hook sign with: passed on to vault, which alone keeps it, once it is clear whose hook it is. */
@Controller('v1/hooks/:hookId/secrets')
export class HookSecretsController {
  constructor(
    @Inject(HookSettingsService) private readonly hooks: HookSettingsService,
    @Inject(ServiceClient) private readonly client: ServiceClient,
  ) {}

  @Post()
  @Requires('hooks:write')
  @Answers(hookSecretSchema)
  async add(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @ZodBody(addHookSecretSchema) { secret }: z.infer<typeof addHookSecretSchema>,
  ): Promise<HookSecret> {
    await this.hooks.find(principal.organisationId, hookId);
    const body = { principal, hookId, secret };
    return this.client.call('vault', 'POST', '/internal/v1/hook-secrets/add', { body, schema: hookSecretSchema });
  }

  @Get()
  @Requires('hooks:read')
  @Answers(hookSecretListSchema)
  async list(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
  ): Promise<z.infer<typeof hookSecretListSchema>> {
    await this.hooks.find(principal.organisationId, hookId);
    const body = { principal, hookId };
    return this.client.call('vault', 'POST', '/internal/v1/hook-secrets/list', { body, schema: hookSecretListSchema });
  }

  @Delete(':secretId')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  async delete(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @Param('secretId') secretId: string,
  ): Promise<void> {
    await this.hooks.find(principal.organisationId, hookId);
    await this.client.call('vault', 'POST', '/internal/v1/hook-secrets/remove', {
      body: { principal, hookId, secretId },
    });
  }
}
