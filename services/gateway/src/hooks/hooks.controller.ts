import { Controller, Get, Inject } from '@nestjs/common';
import { type HookList, hookListSchema, type Principal } from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodQuery } from '@ebbflow/service-host';
import { z } from 'zod';
import { HooksService } from './hooks.service.ts';

const pageSchema = z.object({
  cursor: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});

@Controller('v1/hooks')
export class HooksController {
  constructor(@Inject(HooksService) private readonly hooks: HooksService) {}

  @Get()
  @Requires('hooks:read')
  @Answers(hookListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(pageSchema) page: z.infer<typeof pageSchema>,
  ): Promise<HookList> {
    return this.hooks.list(principal.organisationId, page);
  }
}
