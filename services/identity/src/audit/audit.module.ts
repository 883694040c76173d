import { Global, Module } from '@nestjs/common';
import { provideConfig, ServiceKeysConfig } from '@ebbflow/service-host';
import { AuditAnchorEntity } from './audit-anchor.entity.ts';
import { AuditAnchorSignatures } from './audit-anchor-signatures.ts';
import { AuditAnchorsJob } from './audit-anchors.job.ts';
import { AuditController } from './audit.controller.ts';
import { InternalAuditController } from './internal-audit.controller.ts';
import { AuditEntryEntity } from './audit-entry.entity.ts';
import { AuditHeadEntity } from './audit-head.entity.ts';
import { AuditLog } from './audit-log.ts';
import { AuditRecordedConsumer } from './audit-recorded.consumer.ts';
import { AuditRepository } from './audit.repository.ts';
import { AuditService } from './audit.service.ts';
import { AuditSubjectKeyEntity } from './audit-subject-key.entity.ts';
import { AuditVerificationService } from './audit-verification.service.ts';
import { StaffAccess } from './staff-access.ts';
import { SubjectKeys } from './subject-keys.ts';

export const AUDIT_ENTITIES = [AuditEntryEntity, AuditHeadEntity, AuditSubjectKeyEntity, AuditAnchorEntity];

/** Global: everything that changes who may do what in this service says so here. */
@Global()
@Module({
  controllers: [AuditController, InternalAuditController],
  providers: [
    provideConfig(ServiceKeysConfig),
    SubjectKeys,
    AuditLog,
    StaffAccess,
    AuditRepository,
    AuditService,
    AuditVerificationService,
    AuditAnchorSignatures,
    AuditAnchorsJob,
    AuditRecordedConsumer,
  ],
  exports: [AuditLog, AuditService, StaffAccess, SubjectKeys],
})
export class AuditModule {}
