import { type Principal, resolvePrincipalSchema, principalSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { PrincipalsService } from './principals.service.ts';

@Controller('internal/v1/principals')
export class PrincipalsController {
  constructor(@Inject(PrincipalsService) private readonly principals: PrincipalsService) {}

  @InternalOnly('console')
  @Answers(principalSchema)
  @Post('resolve')
  @HttpCode(200)
  resolve(@ZodBody(resolvePrincipalSchema) input: z.infer<typeof resolvePrincipalSchema>): Promise<Principal> {
    return 'apiToken' in input
      ? this.principals.ofApiToken(input.apiToken)
      : this.principals.ofSession(input.sessionToken, input.isPassive);
  }
}
