import {
  endSessionSchema,
  passSecondFactorSchema,
  proveSchema,
  type SignInAnswer,
  signedInSchema,
  signInOutcomeSchema,
  signInSchema,
} from '@ebbflow/contracts';
import { Personal, Secret } from '@ebbflow/kernel';
import { Answers, AnswersNothing, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { Consents } from '../consent/consents.ts';
import { SessionsService } from './sessions.service.ts';
import { ProofService } from './proof.service.ts';
import { answerOf, signedIn } from './sign-in-answers.ts';
import { SignInService } from './sign-in.service.ts';
import { SignInStepsService } from './sign-in-steps.service.ts';

@Controller('internal/v1/sessions')
export class SessionsController {
  constructor(
    @Inject(SignInService) private readonly signIn: SignInService,
    @Inject(SignInStepsService) private readonly steps: SignInStepsService,
    @Inject(ProofService) private readonly proof: ProofService,
    @Inject(SessionsService) private readonly sessions: SessionsService,
    @Inject(Consents) private readonly consents: Consents,
  ) {}

  @InternalOnly('console')
  @Answers(signInOutcomeSchema)
  @Post()
  async create(@ZodBody(signInSchema) input: z.infer<typeof signInSchema>): Promise<SignInAnswer> {
    const { email, password, clientIp = 'unknown', rememberEmail } = input;
    const { person, outcome } = await this.signIn.signIn(new Personal(email), new Secret(password), clientIp);
    // Before the answer, on which the console sets the cookie: none is there that the ledger does not know.
    if (rememberEmail !== undefined)
      await this.consents.decide({ ...person, purpose: 'cookies', isGiven: rememberEmail, method: 'sign-in-form' });
    return answerOf(outcome);
  }

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('second-factor')
  async second(
    @ZodBody(passSecondFactorSchema) input: z.infer<typeof passSecondFactorSchema>,
  ): Promise<z.infer<typeof signedInSchema>> {
    const { token, code, clientIp = 'unknown' } = input;
    return signedIn(await this.steps.second(token, code, clientIp));
  }

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('prove')
  async prove(@ZodBody(proveSchema) input: z.infer<typeof proveSchema>): Promise<z.infer<typeof signedInSchema>> {
    return signedIn(await this.proof.prove(input.sessionToken, new Secret(input.password), input.code));
  }

  @InternalOnly('console')
  @AnswersNothing()
  @Delete()
  @HttpCode(204)
  async delete(@ZodBody(endSessionSchema) { sessionToken }: z.infer<typeof endSessionSchema>): Promise<void> {
    await this.sessions.end(sessionToken);
  }
}
