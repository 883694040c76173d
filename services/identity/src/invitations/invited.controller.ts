import {
  acceptAsNewSchema,
  acceptedInvitationSchema,
  answerInvitationSchema,
  lookAtInvitationSchema,
  type Principal,
  seenInvitationSchema,
  signedInSchema,
} from '@ebbflow/contracts';
import { Secret } from '@ebbflow/kernel';
import { Answers, AnswersNothing, CurrentPrincipal, InternalOnly, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { InvitedService } from './invited.service.ts';
import { NewcomerService } from './newcomer.service.ts';

@Controller()
export class InvitedController {
  constructor(
    @Inject(InvitedService) private readonly invited: InvitedService,
    @Inject(NewcomerService) private readonly newcomers: NewcomerService,
  ) {}

  @Requires('me:write')
  @Answers(acceptedInvitationSchema)
  @Post('v1/me/invitations/accept')
  @HttpCode(200)
  async accept(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(answerInvitationSchema) { token }: z.infer<typeof answerInvitationSchema>,
  ): Promise<{ organisationId: string }> {
    return { organisationId: await this.invited.accept(principal, token) };
  }

  @Requires('me:write')
  @AnswersNothing()
  @Post('v1/me/invitations/decline')
  @HttpCode(204)
  decline(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(answerInvitationSchema) { token }: z.infer<typeof answerInvitationSchema>,
  ): Promise<void> {
    return this.invited.decline(principal, token);
  }

  @InternalOnly('console')
  @Answers(seenInvitationSchema)
  @Post('internal/v1/invitations/look')
  @HttpCode(200)
  async look(
    @ZodBody(lookAtInvitationSchema) { token }: z.infer<typeof lookAtInvitationSchema>,
  ): Promise<{ organisationName: string }> {
    return { organisationName: (await this.invited.find(token)).organisation_name };
  }

  @InternalOnly('console')
  @Answers(signedInSchema)
  @Post('internal/v1/invitations/accept')
  async acceptAsNew(
    @ZodBody(acceptAsNewSchema) input: z.infer<typeof acceptAsNewSchema>,
  ): Promise<z.infer<typeof signedInSchema>> {
    const { clientIp = 'unknown' } = input;
    const { token, expiresAt } = await this.newcomers.accept(input.token, new Secret(input.password), clientIp);
    return { sessionToken: token.reveal(), expiresAt: expiresAt.toISOString() };
  }
}
