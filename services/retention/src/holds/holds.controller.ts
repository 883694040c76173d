import {
  type HoldAnswer,
  type HoldList,
  holdListSchema,
  holdSchema,
  listHoldsSchema,
  type Principal,
  type ProposeHold,
  proposeHoldSchema,
  releaseHoldSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Header, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { z } from 'zod';
import { HoldDecisions } from './hold-decisions.service.ts';
import { Holds } from './holds.service.ts';

@Controller('v1/holds')
export class HoldsController {
  constructor(
    @Inject(Holds) private readonly holds: Holds,
    @Inject(HoldDecisions) private readonly decisions: HoldDecisions,
  ) {}

  @Requires('holds:read')
  @Answers(holdListSchema)
  @Get()
  @Header('cache-control', 'no-store')
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listHoldsSchema) query: z.infer<typeof listHoldsSchema>,
  ): Promise<HoldList> {
    return this.holds.list(principal, query);
  }

  @Requires('holds:write')
  @Answers(holdSchema)
  @Post()
  propose(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(proposeHoldSchema) input: ProposeHold,
  ): Promise<HoldAnswer> {
    return this.decisions.propose(principal, input);
  }

  @Requires('holds:read')
  @Answers(holdSchema)
  @Get(':holdId')
  @Header('cache-control', 'no-store')
  get(@CurrentPrincipal() principal: Principal, @Param('holdId') holdId: string): Promise<HoldAnswer> {
    return this.holds.get(principal, holdId);
  }

  @Requires('holds:write')
  @Answers(holdSchema)
  @Post(':holdId/confirmation')
  @HttpCode(200)
  confirm(@CurrentPrincipal() principal: Principal, @Param('holdId') holdId: string): Promise<HoldAnswer> {
    return this.decisions.confirm(principal, holdId);
  }

  @Requires('holds:write')
  @Answers(holdSchema)
  @Post(':holdId/release')
  @HttpCode(200)
  release(
    @CurrentPrincipal() principal: Principal,
    @Param('holdId') holdId: string,
    @ZodBody(releaseHoldSchema) { reason }: z.infer<typeof releaseHoldSchema>,
  ): Promise<HoldAnswer> {
    return this.decisions.release(principal, holdId, reason);
  }
}
