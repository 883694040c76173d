import { Controller, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { createHookSchema, type Hook, updateHookSchema } from '@ebbflow/contracts';
import { InternalOnly, ZodBody } from '@ebbflow/service-host';
import type { z } from 'zod';
import { HooksService } from './hooks.service.ts';

/** What the executor asks for as scenarios are imported and switched on and off. */
@Controller('internal/v1/hooks')
export class InternalHooksController {
  constructor(@Inject(HooksService) private readonly hooks: HooksService) {}

  @Post()
  @HttpCode(200)
  @InternalOnly('executor')
  create(@ZodBody(createHookSchema) input: z.infer<typeof createHookSchema>): Promise<Hook> {
    return this.hooks.create(input);
  }

  @Patch(':hookId')
  @InternalOnly('executor')
  update(
    @Param('hookId') hookId: string,
    @ZodBody(updateHookSchema) input: z.infer<typeof updateHookSchema>,
  ): Promise<Hook> {
    return this.hooks.update(hookId, input);
  }
}
