import {
  type MailPreferences,
  mailPreferencesSchema,
  optionalMailPurposeSchema,
  type Principal,
  setMailPreferenceSchema,
} from '@ebbflow/contracts';
import { Answers, AnswersNothing, CurrentPrincipal, Requires, ZodBody } from '@ebbflow/service-host';
import { Controller, Get, HttpCode, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { UnknownPurposeError } from '../identity.errors.ts';
import { personOf } from '../users/person.policy.ts';
import { MailPreferencesRepository } from './mail-preferences.repository.ts';

@Controller('v1/me/mail-preferences')
export class MailPreferencesController {
  constructor(@Inject(MailPreferencesRepository) private readonly preferences: MailPreferencesRepository) {}

  @Requires('me:read')
  @Answers(mailPreferencesSchema)
  @Get()
  read(@CurrentPrincipal() principal: Principal): Promise<MailPreferences> {
    const { tenantId, userId } = personOf(principal);
    return this.preferences.of(tenantId, userId);
  }

  @Requires('me:write')
  @AnswersNothing()
  @Put(':purpose')
  @HttpCode(204)
  async set(
    @CurrentPrincipal() principal: Principal,
    @Param('purpose') purpose: string,
    @ZodBody(setMailPreferenceSchema) { isWanted }: z.infer<typeof setMailPreferenceSchema>,
  ): Promise<void> {
    const known = optionalMailPurposeSchema.safeParse(purpose);
    if (!known.success) throw new UnknownPurposeError();
    const { tenantId, userId } = personOf(principal);
    await this.preferences.set(tenantId, userId, { purpose: known.data, isWanted });
  }
}
