import { type ResolvedStaff, resolvedStaffSchema, resolveStaffSchema } from '@ebbflow/contracts';
import { Answers, InternalOnly, ZodBody } from '@ebbflow/service-host';
import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import type { z } from 'zod';
import { ApiTokensRepository } from '../api-tokens/api-tokens.repository.ts';
import { UnknownTokenError } from '../identity.errors.ts';
import { OrganisationsRepository } from './organisations.repository.ts';

@Controller('internal/v1/staff')
export class StaffController {
  constructor(
    @Inject(OrganisationsRepository) private readonly organisations: OrganisationsRepository,
    @Inject(ApiTokensRepository) private readonly tokens: ApiTokensRepository,
  ) {}

  @InternalOnly('retention')
  @Answers(resolvedStaffSchema)
  @Post('resolve')
  @HttpCode(200)
  async resolve(
    @ZodBody(resolveStaffSchema) { organisationId, userId, apiTokenId }: z.infer<typeof resolveStaffSchema>,
  ): Promise<ResolvedStaff> {
    const isInstallation = await this.organisations.isBootstrapped(organisationId);
    if (userId !== null || apiTokenId === undefined) return { isInstallation, personId: userId };
    const personId = await this.tokens.holderOf(organisationId, apiTokenId);
    // One that was revoked at this moment must not pass for the operator's.
    if (personId === undefined) throw new UnknownTokenError();
    return { isInstallation, personId };
  }
}
