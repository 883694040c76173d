import { redeemSetupLinkSchema, signedInSchema } from '@ebbflow/contracts';
import { Personal, Secret } from '@ebbflow/kernel';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { RedemptionService } from './redemption.service.ts';

@Controller('internal/v1/setup-links')
export class SetupLinksController {
  constructor(@Inject(RedemptionService) private readonly redemption: RedemptionService) {}

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('redeem')
  async redeem(
    @ZodBody(redeemSetupLinkSchema) input: z.infer<typeof redeemSetupLinkSchema>,
  ): Promise<z.infer<typeof signedInSchema>> {
    const { clientIp = 'unknown' } = input;
    const owner = { email: new Personal(input.email), password: new Secret(input.password), clientIp };
    const { token, expiresAt } = await this.redemption.redeem(input.token, owner);
    return { sessionToken: token.reveal(), expiresAt: expiresAt.toISOString() };
  }
}
