import {
  beginPasskeySignInSchema,
  finishPasskeySignInSchema,
  type PasskeyOptions,
  passkeyOptionsSchema,
  signedInSchema,
} from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { signedIn } from '../sessions/sign-in-answers.ts';
import { PasskeySignInService } from './passkey-sign-in.service.ts';

@Controller('internal/v1/passkey-sign-ins')
export class PasskeySignInsController {
  constructor(@Inject(PasskeySignInService) private readonly signIn: PasskeySignInService) {}

  @InternalOnly('console')
  @Answers(passkeyOptionsSchema)
  @Post()
  begin(@ZodBody(beginPasskeySignInSchema) input: z.infer<typeof beginPasskeySignInSchema>): Promise<PasskeyOptions> {
    return this.signIn.begin(input.clientIp ?? 'unknown');
  }

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('finish')
  async finish(
    @ZodBody(finishPasskeySignInSchema) input: z.infer<typeof finishPasskeySignInSchema>,
  ): Promise<z.infer<typeof signedInSchema>> {
    const { token, response, clientIp = 'unknown' } = input;
    return signedIn(await this.signIn.finish(token, response, clientIp));
  }
}
