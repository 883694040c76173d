import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { type HookQueue, hookQueueSchema, type Principal, purgedQueueSchema } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires } from '@ebbflow/service-host';
import type { z } from 'zod';
import { HookSettingsService } from '../hooks/hook-settings.service.ts';
import { QueueService } from './queue.service.ts';

@Controller('v1/hooks/:hookId/queue')
export class QueueController {
  constructor(
    @Inject(QueueService) private readonly queue: QueueService,
    @Inject(HookSettingsService) private readonly hooks: HookSettingsService,
  ) {}

  @Get()
  @Requires('hooks:read')
  @Answers(hookQueueSchema)
  read(@CurrentPrincipal() { organisationId }: Principal, @Param('hookId') hookId: string): Promise<HookQueue> {
    return this.queue.read(organisationId, hookId);
  }

  @Delete()
  @Requires('hooks:write')
  @Answers(purgedQueueSchema)
  async purge(
    @CurrentPrincipal() principal: Principal,
    @Param('hookId') hookId: string,
  ): Promise<z.infer<typeof purgedQueueSchema>> {
    await this.hooks.find(principal.organisationId, hookId);
    return { deletedCount: await this.queue.purgeFor(principal, hookId) };
  }

  @Post('pause')
  @HttpCode(200)
  @Requires('hooks:write')
  @Answers(hookQueueSchema)
  pause(@CurrentPrincipal() principal: Principal, @Param('hookId') hookId: string): Promise<HookQueue> {
    return this.queue.pause(principal, hookId);
  }

  @Post('resume')
  @HttpCode(200)
  @Requires('hooks:write')
  @Answers(hookQueueSchema)
  resume(@CurrentPrincipal() principal: Principal, @Param('hookId') hookId: string): Promise<HookQueue> {
    return this.queue.resume(principal, hookId);
  }
}
