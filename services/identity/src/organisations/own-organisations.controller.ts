import {
  acceptedInvitationSchema,
  createOrganisationSchema,
  type OwnOrganisationList,
  ownOrganisationListSchema,
  type Principal,
  switchOrganisationSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post, Put } from '@nestjs/common';
import type { z } from 'zod';
import { OwnOrganisationsService } from './own-organisations.service.ts';

@Controller('v1/me')
export class OwnOrganisationsController {
  constructor(@Inject(OwnOrganisationsService) private readonly organisations: OwnOrganisationsService) {}

  @Requires('me:read')
  @Answers(ownOrganisationListSchema)
  @Get('organisations')
  async list(@CurrentPrincipal() principal: Principal): Promise<OwnOrganisationList> {
    return { items: await this.organisations.list(principal), nextCursor: null };
  }

  @Requires('me:write')
  @Answers(acceptedInvitationSchema)
  @Post('organisations')
  async create(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(createOrganisationSchema) { name }: z.infer<typeof createOrganisationSchema>,
  ): Promise<{ organisationId: string }> {
    return { organisationId: await this.organisations.create(principal, name) };
  }

  /** The person leaves it. */
  @Requires('me:write')
  @AnswersNothing()
  @Delete('organisations/:organisationId')
  @HttpCode(204)
  leave(@CurrentPrincipal() principal: Principal, @Param('organisationId') organisationId: string): Promise<void> {
    return this.organisations.leave(principal, organisationId);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Put('session/organisation')
  @HttpCode(204)
  enter(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(switchOrganisationSchema) { organisationId }: z.infer<typeof switchOrganisationSchema>,
  ): Promise<void> {
    return this.organisations.enter(principal, organisationId);
  }
}
