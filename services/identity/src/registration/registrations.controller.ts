import { confirmRegistrationSchema, registerSchema, signedInSchema } from '@ebbflow/contracts';
import { Personal, Secret } from '@ebbflow/kernel';
import { Answers, AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ConfirmationService } from './confirmation.service.ts';
import { RegistrationService } from './registration.service.ts';

@Controller('internal/v1/registrations')
export class RegistrationsController {
  constructor(
    @Inject(RegistrationService) private readonly registration: RegistrationService,
    @Inject(ConfirmationService) private readonly confirmation: ConfirmationService,
  ) {}

  @InternalOnly('console')
  @AnswersNothing()
  @Post()
  @HttpCode(202)
  async create(@ZodBody(registerSchema) input: z.infer<typeof registerSchema>): Promise<void> {
    const { email, password, clientIp = 'unknown' } = input;
    await this.registration.register(new Personal(email), new Secret(password), clientIp);
  }

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('confirm')
  async confirm(
    @ZodBody(confirmRegistrationSchema) input: z.infer<typeof confirmRegistrationSchema>,
  ): Promise<z.infer<typeof signedInSchema>> {
    const { clientIp = 'unknown' } = input;
    const { token, expiresAt } = await this.confirmation.confirm(input.token, new Secret(input.password), clientIp);
    return { sessionToken: token.reveal(), expiresAt: expiresAt.toISOString() };
  }
}
