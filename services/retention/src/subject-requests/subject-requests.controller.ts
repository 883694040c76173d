import {
  acceptSubjectRequestSchema,
  denySubjectRequestSchema,
  extendSubjectRequestSchema,
  liftRestrictionSchema,
  listSubjectRequestsSchema,
  type OpenSubjectRequest,
  openSubjectRequestSchema,
  type Principal,
  type SubjectRequest,
  type SubjectRequestList,
  subjectRequestListSchema,
  subjectRequestSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HandledRequestsService } from './handled-requests.service.ts';

/** Requests that somebody deals with: an organisation those about itself and people in its data, staff those of people with an account. */
@Controller('v1/subject-requests')
export class SubjectRequestsController {
  constructor(@Inject(HandledRequestsService) private readonly handled: HandledRequestsService) {}

  @Post()
  @HttpCode(201)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  open(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(openSubjectRequestSchema) input: OpenSubjectRequest,
  ): Promise<SubjectRequest> {
    return this.handled.open(principal, input);
  }

  @Get()
  @Requires('subject-requests:read')
  @Answers(subjectRequestListSchema)
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listSubjectRequestsSchema) query: z.infer<typeof listSubjectRequestsSchema>,
  ): Promise<SubjectRequestList> {
    return this.handled.list(principal, query);
  }

  @Get(':requestId')
  @Requires('subject-requests:read')
  @Answers(subjectRequestSchema)
  read(@CurrentPrincipal() principal: Principal, @Param('requestId') id: string): Promise<SubjectRequest> {
    return this.handled.read(principal, id);
  }

  @Post(':requestId/decision')
  @HttpCode(200)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  accept(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @ZodBody(acceptSubjectRequestSchema) { changes }: z.infer<typeof acceptSubjectRequestSchema>,
  ): Promise<SubjectRequest> {
    return this.handled.accept(principal, id, changes === undefined ? {} : { changes });
  }

  @Post(':requestId/extension')
  @HttpCode(200)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  extend(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @ZodBody(extendSubjectRequestSchema) { reason }: z.infer<typeof extendSubjectRequestSchema>,
  ): Promise<SubjectRequest> {
    return this.handled.extend(principal, id, reason);
  }

  @Post(':requestId/denial')
  @HttpCode(200)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  deny(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @ZodBody(denySubjectRequestSchema) denial: z.infer<typeof denySubjectRequestSchema>,
  ): Promise<SubjectRequest> {
    return this.handled.deny(principal, id, denial);
  }

  @Post(':requestId/lifting')
  @HttpCode(200)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  lift(
    @CurrentPrincipal() principal: Principal,
    @Param('requestId') id: string,
    @ZodBody(liftRestrictionSchema) { at }: z.infer<typeof liftRestrictionSchema>,
  ): Promise<SubjectRequest> {
    return this.handled.lift(principal, id, at === undefined ? undefined : new Date(at));
  }

  /** Takes back what the organisation itself asked for. */
  @Delete(':requestId')
  @HttpCode(200)
  @Requires('subject-requests:write')
  @Answers(subjectRequestSchema)
  withdraw(@CurrentPrincipal() principal: Principal, @Param('requestId') id: string): Promise<SubjectRequest> {
    return this.handled.withdraw(principal, id);
  }
}
