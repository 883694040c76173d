import { Controller, Delete, HttpCode, Inject, Param, Patch, Post, Put } from '@nestjs/common';
import {
  createHookSchema,
  type Hook,
  hookSchema,
  ofTenantSchema,
  putHookStructureSchema,
  updateHookSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, InternalOnly, ZodBody, ZodQuery } from '@ebbflow/service-host';
import type { z } from 'zod';
import { StructuresService } from '../structures/structures.service.ts';
import { HookRemovalService } from './hook-removal.service.ts';
import { HooksService } from './hooks.service.ts';

/** What the executor asks for as scenarios are imported, switched on and off, and deleted. */
@Controller('internal/v1/hooks')
export class InternalHooksController {
  constructor(
    @Inject(HooksService) private readonly hooks: HooksService,
    @Inject(HookRemovalService) private readonly removal: HookRemovalService,
    @Inject(StructuresService) private readonly structures: StructuresService,
  ) {}

  @Post()
  @HttpCode(200)
  @InternalOnly('executor')
  @Answers(hookSchema)
  create(@ZodBody(createHookSchema) input: z.infer<typeof createHookSchema>): Promise<Hook> {
    return this.hooks.create(input);
  }

  @Patch(':hookId')
  @InternalOnly('executor')
  @Answers(hookSchema)
  update(
    @Param('hookId') hookId: string,
    @ZodBody(updateHookSchema) input: z.infer<typeof updateHookSchema>,
  ): Promise<Hook> {
    return this.hooks.update(hookId, input);
  }

  @Delete(':hookId')
  @HttpCode(204)
  @InternalOnly('executor')
  @AnswersNothing()
  delete(
    @Param('hookId') hookId: string,
    @ZodQuery(ofTenantSchema) { tenantId }: z.infer<typeof ofTenantSchema>,
  ): Promise<void> {
    return this.removal.delete(tenantId, hookId);
  }

  @Put(':hookId/structure')
  @HttpCode(204)
  @InternalOnly('executor')
  @AnswersNothing()
  async choose(
    @Param('hookId') hookId: string,
    @ZodBody(putHookStructureSchema) { tenantId, structure }: z.infer<typeof putHookStructureSchema>,
  ): Promise<void> {
    await this.structures.choose(tenantId, hookId, structure);
  }
}
