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
import { InvitationsService } from './invitations.service.ts';

@Controller('v1/invitations')
export class InvitationsController {
  constructor(@Inject(InvitationsService) private readonly invitations: InvitationsService) {}

  @Requires('members:write')
  @Answers(invitationListSchema)
  @Get()
  async list(@CurrentPrincipal() { organisationId }: Principal): Promise<InvitationList> {
    return { items: await this.invitations.list(organisationId), nextCursor: null };
  }

  @Requires('members:write')
  @Answers(invitationSchema)
  @Post()
  create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createInvitationSchema) invitation: CreateInvitation,
  ): Promise<Invitation> {
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
