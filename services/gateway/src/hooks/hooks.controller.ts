import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch, Post, Put, Res } from '@nestjs/common';
import {
  hookApiKeySchema,
  type HookDetails,
  hookDetailsSchema,
  type HookList,
  hookListSchema,
  patchHookSettingsSchema,
  type Principal,
} from '@ebbflow/contracts';
import {
  Answers,
  AnswersNothing,
  CurrentPrincipal,
  FiltersByTeam,
  Requires,
  ZodBody,
  ZodQuery,
} from '@ebbflow/service-host';
import { z } from 'zod';
import { readRevisionTag, revisionTag } from './hook-revision.policy.ts';
import { HookSettingsService } from './hook-settings.service.ts';
import { HooksService } from './hooks.service.ts';

const pageSchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

interface Reply {
  header(name: string, value: string): unknown;
}

@Controller('v1/hooks')
export class HooksController {
  constructor(
    @Inject(HooksService) private readonly hooks: HooksService,
    @Inject(HookSettingsService) private readonly settings: HookSettingsService,
  ) {}

  @Get()
  @Requires('hooks:read')
  @FiltersByTeam()
  @Answers(hookListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(pageSchema) page: z.infer<typeof pageSchema>,
  ): Promise<HookList> {
    return this.hooks.list(principal, page);
  }

  @Get(':hookId')
  @Requires('hooks:read')
  @Answers(hookDetailsSchema)
  async read(
    @CurrentPrincipal() { organisationId }: Principal,
    @Param('hookId') hookId: string,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<HookDetails> {
    const hook = await this.settings.read(organisationId, hookId);
    reply.header('etag', revisionTag(hook.revision));
    return hook;
  }

  @Patch(':hookId')
  @Requires('hooks:write')
  @Answers(hookDetailsSchema)
  change(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(patchHookSettingsSchema) patch: z.infer<typeof patchHookSettingsSchema>,
  ): Promise<HookDetails> {
    return this.settings.change(principal, hookId, readRevisionTag(ifMatch), patch);
  }

  @Post(':hookId/rotate-address')
  @HttpCode(200)
  @Requires('hooks:write')
  @Answers(hookDetailsSchema)
  rotate(@CurrentPrincipal() principal: Principal, @Param('hookId') hookId: string): Promise<HookDetails> {
    return this.settings.rotate(principal, hookId);
  }

  @Put(':hookId/api-keys/:name')
  @Requires('hooks:write')
  @Answers(hookApiKeySchema)
  async putApiKey(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @Param('name') name: string,
  ): Promise<z.infer<typeof hookApiKeySchema>> {
    return { name, key: await this.settings.putApiKey(principal, hookId, name) };
  }

  @Delete(':hookId/api-keys/:name')
  @HttpCode(204)
  @Requires('hooks:write')
  @AnswersNothing()
  deleteApiKey(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
    @Param('name') name: string,
  ): Promise<void> {
    return this.settings.deleteApiKey(principal, hookId, name);
  }
}
