import {
  confirmTotpSchema,
  type Principal,
  type RecoveryCodes,
  recoveryCodesSchema,
  type SecondFactor,
  secondFactorSchema,
  type ShownTotp,
  shownTotpSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ShowsSecretOnce, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, Header, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SecondFactorService } from './second-factor.service.ts';

@Controller('v1/me/second-factor')
export class SecondFactorController {
  constructor(@Inject(SecondFactorService) private readonly secondFactor: SecondFactorService) {}

  @Requires('me:read')
  @Answers(secondFactorSchema)
  @Get()
  read(@CurrentPrincipal() principal: Principal): Promise<SecondFactor> {
    return this.secondFactor.read(principal);
  }

  @Requires('me:write')
  @Answers(shownTotpSchema)
  @ShowsSecretOnce()
  @Post()
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  show(@CurrentPrincipal() principal: Principal): Promise<ShownTotp> {
    return this.secondFactor.show(principal);
  }

  @Requires('me:write')
  @Answers(recoveryCodesSchema)
  @ShowsSecretOnce()
  @Post('confirm')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  confirm(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(confirmTotpSchema) { code }: z.infer<typeof confirmTotpSchema>,
  ): Promise<RecoveryCodes> {
    return this.secondFactor.confirm(principal, code);
  }

  @Requires('me:write')
  @Answers(recoveryCodesSchema)
  @ShowsSecretOnce()
  @Post('recovery-codes')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  renewCodes(@CurrentPrincipal() principal: Principal): Promise<RecoveryCodes> {
    return this.secondFactor.renewCodes(principal);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Delete()
  @HttpCode(204)
  async remove(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.secondFactor.remove(principal);
  }
}
