import {
  type Consent,
  type ConsentList,
  consentListSchema,
  consentPurposeSchema,
  type ConsentRecordList,
  consentRecordListSchema,
  consentSchema,
  decideConsentSchema,
  listConsentRecordsSchema,
  type Principal,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodBody, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Inject, Param, Put } from '@nestjs/common';
import type { z } from 'zod';
import { UnknownPurposeError } from './consent.errors.ts';
import { ConsentsService } from './consents.service.ts';

@Controller('v1/me/consents')
export class ConsentsController {
  constructor(@Inject(ConsentsService) private readonly consents: ConsentsService) {}

  @Requires('me:read')
  @Answers(consentListSchema)
  @Get()
  async list(@CurrentPrincipal() principal: Principal): Promise<ConsentList> {
    return { items: await this.consents.list(principal), nextCursor: null };
  }

  @Requires('me:read')
  @Answers(consentRecordListSchema)
  @Get('records')
  listRecords(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listConsentRecordsSchema) page: z.infer<typeof listConsentRecordsSchema>,
  ): Promise<ConsentRecordList> {
    return this.consents.listRecords(principal, page);
  }

  @Requires('me:write')
  @Answers(consentSchema)
  @Put(':purpose')
  decide(
    @CurrentPrincipal() principal: Principal,
    @Param('purpose') purpose: string,
    @ZodBody(decideConsentSchema) { isGiven }: z.infer<typeof decideConsentSchema>,
  ): Promise<Consent> {
    const known = consentPurposeSchema.safeParse(purpose);
    if (!known.success) throw new UnknownPurposeError();
    return this.consents.decide(principal, known.data, isGiven);
  }
}
