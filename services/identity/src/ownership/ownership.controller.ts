import {
  offerOwnershipSchema,
  type OwnershipTransfer,
  ownershipTransferSchema,
  type Principal,
} from '@ebbflow/contracts';
import { CLOCK, type Clock, Duration, isId } from '@ebbflow/kernel';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Delete, Get, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { MemberNotFoundError } from '../members/members.errors.ts';
import { RecentProofService } from '../sessions/recent-proof.service.ts';
import { personOf } from '../users/person.policy.ts';
import type { OwnershipTransferEntity } from './ownership-transfer.entity.ts';
import { OwnershipRepository } from './ownership.repository.ts';

/** How long an offer stands. */
const OFFER = Duration.parse('P7D');

@Controller('v1/ownership-transfer')
export class OwnershipController {
  constructor(
    @Inject(OwnershipRepository) private readonly ownership: OwnershipRepository,
    @Inject(RecentProofService) private readonly proof: RecentProofService,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Requires('organisation:read')
  @Answers(ownershipTransferSchema)
  @Get()
  async get(@CurrentPrincipal() { organisationId }: Principal): Promise<OwnershipTransfer> {
    return toTransfer(await this.ownership.find(organisationId, this.clock.now()));
  }

  @Requires('ownership:write')
  @Answers(ownershipTransferSchema)
  @Post()
  async offer(
    @CurrentPrincipal() principal: Principal,
    @ZodBody(offerOwnershipSchema) { userId }: z.infer<typeof offerOwnershipSchema>,
  ): Promise<OwnershipTransfer> {
    await this.proof.demand(principal);
    if (!isId('usr', userId)) throw new MemberNotFoundError();
    const expiresAt = new Date(this.clock.nowMs() + OFFER.milliseconds);
    return toTransfer(await this.ownership.offer(principal, userId, expiresAt));
  }

  @Requires('ownership:write')
  @AnswersNothing()
  @Delete()
  @HttpCode(204)
  async withdraw(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.ownership.end(principal);
  }

  /** The scope everybody has: whoever it was offered to, in whatever role. */
  @Requires('me:write')
  @AnswersNothing()
  @Post('accept')
  @HttpCode(204)
  async accept(@CurrentPrincipal() principal: Principal): Promise<void> {
    const { userId } = personOf(principal);
    await this.ownership.accept(principal.organisationId, userId, this.clock.now());
  }

  @Requires('me:write')
  @AnswersNothing()
  @Post('decline')
  @HttpCode(204)
  async decline(@CurrentPrincipal() principal: Principal): Promise<void> {
    await this.ownership.end(principal, personOf(principal).userId);
  }
}

function toTransfer({ fromUserId, toUserId, expiresAt }: OwnershipTransferEntity): OwnershipTransfer {
  return { fromUserId, toUserId, expiresAt: expiresAt.toISOString() };
}
