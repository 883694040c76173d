import { changePasswordSchema, type Principal } from '@ebbflow/contracts';
import { Secret } from '@ebbflow/kernel';
import { AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Put } from '@nestjs/common';
import type { z } from 'zod';
import { PasswordChangeService } from './password-change.service.ts';

@Controller('v1/me/password')
export class PasswordChangeController {
  constructor(@Inject(PasswordChangeService) private readonly passwords: PasswordChangeService) {}

  @Requires('me:write')
  @AnswersNothing()
  @Put()
  @HttpCode(204)
  async change(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(changePasswordSchema) input: z.infer<typeof changePasswordSchema>,
  ): Promise<void> {
    await this.passwords.change(principal, {
      current: new Secret(input.currentPassword),
      chosen: new Secret(input.newPassword),
    });
  }
}
