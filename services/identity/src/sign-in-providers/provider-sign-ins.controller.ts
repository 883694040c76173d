import {
  beginProviderSignInSchema,
  finishProviderSignInSchema,
  linkProviderSchema,
  type ProviderAnswerBody,
  providerOutcomeSchema,
  type ProviderStarted,
  providerStartedSchema,
  type SignInAnswer,
  signInOutcomeSchema,
  type SignInProviderList,
  signInProviderListSchema,
} from '@ebbflow/contracts';
import { Secret } from '@ebbflow/kernel';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { answerOf } from '../sessions/sign-in-answers.ts';
import { ProviderLinkService } from './provider-link.service.ts';
import { ProviderReturnService } from './provider-return.service.ts';
import { ProviderStartService } from './provider-start.service.ts';
import { SignInProvidersConfig } from './sign-in-providers.config.ts';

@Controller('internal/v1/provider-sign-ins')
export class ProviderSignInsController {
  constructor(
    @Inject(SignInProvidersConfig) private readonly config: SignInProvidersConfig,
    @Inject(ProviderStartService) private readonly starts: ProviderStartService,
    @Inject(ProviderReturnService) private readonly returns: ProviderReturnService,
    @Inject(ProviderLinkService) private readonly links: ProviderLinkService,
  ) {}

  @InternalOnly('console')
  @Answers(signInProviderListSchema)
  @Get('providers')
  list(): SignInProviderList {
    return { items: this.config.providers.map(({ name, title }) => ({ name, title })), nextCursor: null };
  }

  @InternalOnly('console')
  @Answers(providerStartedSchema)
  @Post()
  begin(@ZodBody(beginProviderSignInSchema) wish: z.infer<typeof beginProviderSignInSchema>): Promise<ProviderStarted> {
    const { provider, clientIp = 'unknown', sessionToken } = wish;
    return this.starts.begin({ provider, clientIp, sessionToken });
  }

  @InternalOnly('console')
  @Answers(providerOutcomeSchema)
  @Post('finish')
  async finish(
    @ZodBody(finishProviderSignInSchema) answer: z.infer<typeof finishProviderSignInSchema>,
  ): Promise<ProviderAnswerBody> {
    const { provider, token, parameters, sessionToken, clientIp = 'unknown' } = answer;
    const outcome = await this.returns.finish({ provider, token, parameters, sessionToken, clientIp });
    if (outcome.kind === 'linked') return { linked: true };
    if (outcome.kind !== 'password') return answerOf(outcome);
    const { pending } = outcome;
    return { linkToken: pending.token.reveal(), expiresAt: pending.expiresAt.toISOString() };
  }

  @InternalOnly('console')
  @Answers(signInOutcomeSchema)
  @Post('link')
  async link(@ZodBody(linkProviderSchema) input: z.infer<typeof linkProviderSchema>): Promise<SignInAnswer> {
    const { token, password, clientIp = 'unknown' } = input;
    return answerOf(await this.links.link(token, new Secret(password), clientIp));
  }
}
