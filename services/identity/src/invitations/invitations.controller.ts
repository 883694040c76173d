import {
  type CreateInvitation,
  createInvitationSchema,
  type Invitation,
  type InvitationList,
  invitationListSchema,
  invitationSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { InvitationsService } from './invitations.service.ts';

@Controller('v1/invitations')
export class InvitationsController {
  constructor(
    @Inject(InvitationsService) private readonly invitations: InvitationsService,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
  ) {}

  @Requires('members:write')
  @Answers(invitationListSchema)
  @Get()
  async list(@CurrentPrincipal() { organisationId }: Principal): Promise<InvitationList> {
    return { items: await this.invitations.list(organisationId), nextCursor: null };
  }

  /** As with a member who is made an owner: not by a session that was left open, nor by a program. */
  @Requires('members:write')
  @Answers(invitationSchema)
  @Post()
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createInvitationSchema) invitation: CreateInvitation,
  ): Promise<Invitation> {
    if (invitation.role === 'owner') await this.proof.demand(principal);
    return this.invitations.create(principal, invitation);
  }

  @Requires('members:write')
  @AnswersNothing()
  @Delete(':invitationId')
  @HttpCode(204)
  withdraw(@CurrentPrincipal() principal: Principal, @Param('invitationId') invitationId: string): Promise<void> {
    return this.invitations.withdraw(principal, invitationId);
  }
}
