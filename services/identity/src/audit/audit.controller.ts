import {
  type AuditEntryList,
  auditEntryListSchema,
  type AuditVerification,
  auditVerificationSchema,
  listAuditEntriesSchema,
  type Principal,
  verifyAuditSchema,
} from '@ebbflow/contracts';
import { Answers, CurrentPrincipal, Requires, ZodQuery } from '@ebbflow/service-host';
import { Controller, Get, Header, Inject } from '@nestjs/common';
import type { z } from 'zod';
import { AuditService } from './audit.service.ts';
import { AuditVerificationService } from './audit-verification.service.ts';

@Controller('v1/audit')
export class AuditController {
  constructor(
    @Inject(AuditService) private readonly audit: AuditService,
    @Inject(AuditVerificationService) private readonly verification: AuditVerificationService,
  ) {}

  @Requires('audit:read')
  @Answers(auditEntryListSchema)
  @Get()
  @Header('cache-control', 'no-store')
  list(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(listAuditEntriesSchema) query: z.infer<typeof listAuditEntriesSchema>,
  ): Promise<AuditEntryList> {
    return this.audit.list(principal.organisationId, query);
  }

  @Requires('audit:read')
  @Answers(auditVerificationSchema)
  @Get('verification')
  @Header('cache-control', 'no-store')
  verify(
    @CurrentPrincipal() principal: Principal,
    @ZodQuery(verifyAuditSchema) { position, hash }: z.infer<typeof verifyAuditSchema>,
  ): Promise<AuditVerification> {
    const noted = position === undefined || hash === undefined ? undefined : { position, hash };
    return this.verification.verify(principal.organisationId, noted);
  }
}
