import { changeEmailSchema, type Principal } from '@ebbflow/contracts';
import { Personal } from '@ebbflow/kernel';
import { AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { EmailChangesService } from './email-changes.service.ts';

@Controller('v1/me/email-changes')
export class OwnEmailController {
  constructor(@Inject(EmailChangesService) private readonly changes: EmailChangesService) {}

  @Requires('me:write')
  @AnswersNothing()
  @Post()
  @HttpCode(202)
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(changeEmailSchema) { email }: z.infer<typeof changeEmailSchema>,
  ): Promise<void> {
    await this.changes.request(principal, new Personal(email));
  }
}
