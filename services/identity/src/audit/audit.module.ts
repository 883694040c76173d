import { Global, Module } from '@nestjs/common';
import { AuditAnchorEntity } from './audit-anchor.entity.ts';
import { AuditEntryEntity } from './audit-entry.entity.ts';
import { AuditHeadEntity } from './audit-head.entity.ts';
import { AuditLog } from './audit-log.ts';
import { AuditSubjectKeyEntity } from './audit-subject-key.entity.ts';
import { SubjectKeys } from './subject-keys.ts';

export const AUDIT_ENTITIES = [AuditEntryEntity, AuditHeadEntity, AuditSubjectKeyEntity, AuditAnchorEntity];

/** Global: everything that changes who may do what in this service says so here. */
@Global()
@Module({
  providers: [SubjectKeys, AuditLog],
  exports: [AuditLog],
})
export class AuditModule {}
