import {
  listMembersSchema,
  type MemberList,
  memberListSchema,
  type Principal,
  updatedMemberSchema,
  updateMemberSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, Headers, HttpCode, Inject, Param, Patch } from '@nestjs/common';
import type { z } from 'zod';
import { readRevision } from '../organisations/revision-tag.policy.ts';
import { TaggedByRevision } from '../organisations/tagged-by-revision.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { MembersService } from './members.service.ts';

@Controller('v1/members')
export class MembersController {
  constructor(
    @Inject(MembersService) private readonly members: MembersService,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
  ) {}

  @Requires('members:read')
  @Answers(memberListSchema)
  @Get()
  list(
    @CurrentPrincipal() { organisationId }: Principal,
    @ZodQuery(listMembersSchema) { cursor, limit }: z.infer<typeof listMembersSchema>,
  ): Promise<MemberList> {
    return this.members.list(organisationId, cursor, limit);
  }

  /** Whoever makes an owner gives away the organisation: a session that was left open must not do it, nor a program. */
  @Requires('members:write')
  @Answers(updatedMemberSchema)
  @TaggedByRevision()
  @Patch(':userId')
  async setRole(
    @CurrentPrincipal() principal: Principal,
    @Param('userId') userId: string,
    @Headers('if-match') ifMatch: string | undefined,
    @ZodBody(updateMemberSchema) { role }: z.infer<typeof updateMemberSchema>,
  ): Promise<z.infer<typeof updatedMemberSchema>> {
    const revision = readRevision(ifMatch);
    if (role === 'owner') await this.proof.demand(principal);
    return this.members.setRole(principal, userId, revision, role);
  }

  @Requires('members:write')
  @AnswersNothing()
  @Delete(':userId')
  @HttpCode(204)
  remove(@CurrentPrincipal() principal: Principal, @Param('userId') userId: string): Promise<void> {
    return this.members.remove(principal, userId);
  }
}
