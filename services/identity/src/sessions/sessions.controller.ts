import { endSessionSchema, signInSchema, signedInSchema } from '@ebbflow/contracts';
import { Personal, Secret } from '@ebbflow/kernel';
import { Answers, AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { SessionsService } from './sessions.service.ts';
import { SignInService } from './sign-in.service.ts';

@Controller('internal/v1/sessions')
export class SessionsController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
  ) {}

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post()
  async create(@ZodBody(signInSchema) input: z.infer<typeof signInSchema>): Promise<z.infer<typeof signedInSchema>> {
    const { token, expiresAt } = await this.signIn.signIn(
      new Personal(input.email),
      new Secret(input.password),
      input.clientIp ?? 'unknown',
    );
    return { sessionToken: token.reveal(), expiresAt: expiresAt.toISOString() };
  }

  @InternalOnly('console')
  @AnswersNothing()
  @Delete()
  @HttpCode(204)
  async delete(@ZodBody(endSessionSchema) { sessionToken }: z.infer<typeof endSessionSchema>): Promise<void> {
    await this.sessions.end(sessionToken);
  }
}
