import {
  listSubjectRequestsSchema,
  openOwnRequestSchema,
  type OpenOwnRequest,
  type Principal,
  type SubjectRequest,
  type SubjectRequestList,
  subjectRequestListSchema,
  subjectRequestSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { MyRequestsService } from './my-requests.service.ts';

/** What people ask for themselves, from their profile (C26). */
@Controller('v1/my/requests')
export class MyRequestsController {
  constructor(@Inject(MyRequestsService) private readonly mine: MyRequestsService) {}

  @Post()
  @HttpCode(201)
  @Requires('me:write')
  @Answers(subjectRequestSchema)
  open(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(openOwnRequestSchema) input: OpenOwnRequest,
  ): Promise<SubjectRequest> {
    return this.mine.open(principal, input);
  }

  @Get()
  @Requires('me:read')
  @Answers(subjectRequestListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listSubjectRequestsSchema) query: z.infer<typeof listSubjectRequestsSchema>,
  ): Promise<SubjectRequestList> {
    return this.mine.list(principal, query);
  }

  @Get(':requestId')
  @Requires('me:read')
  @Answers(subjectRequestSchema)
  read(@CurrentPrincipal() principal: Principal, @Param('requestId') id: string): Promise<SubjectRequest> {
    return this.mine.read(principal, id);
  }

  /** Takes it back. */
  @Delete(':requestId')
  @HttpCode(200)
  @Requires('me:write')
  @Answers(subjectRequestSchema)
  withdraw(@CurrentPrincipal() principal: Principal, @Param('requestId') id: string): Promise<SubjectRequest> {
    return this.mine.withdraw(principal, id);
  }

  /** Ends a restriction of one's own. */
  @Post(':requestId/lifting')
  @HttpCode(200)
  @Requires('me:write')
  @Answers(subjectRequestSchema)
  lift(@CurrentPrincipal() principal: Principal, @Param('requestId') id: string): Promise<SubjectRequest> {
    return this.mine.lift(principal, id);
  }
}
