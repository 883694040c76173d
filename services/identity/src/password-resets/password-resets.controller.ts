import { redeemPasswordResetSchema, requestPasswordResetSchema } from '@ebbflow/contracts';
import { Personal, Secret } from '@ebbflow/kernel';
import { AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PasswordResetsService } from './password-resets.service.ts';

@Controller('internal/v1/password-resets')
export class PasswordResetsController {
  constructor(@Inject(PasswordResetsService) private readonly resets: PasswordResetsService) {}

  @InternalOnly('console')
  @AnswersNothing()
  @Post()
  @HttpCode(202)
  async create(@ZodBody(requestPasswordResetSchema) input: z.infer<typeof requestPasswordResetSchema>): Promise<void> {
    await this.resets.request(new Personal(input.email), input.clientIp ?? 'unknown');
  }

  @InternalOnly('console')
  @AnswersNothing()
  @Post('redeem')
  @HttpCode(204)
  async redeem(@ZodBody(redeemPasswordResetSchema) input: z.infer<typeof redeemPasswordResetSchema>): Promise<void> {
    await this.resets.redeem(input.token, new Secret(input.password));
  }
}
