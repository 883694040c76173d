import { provideConfig } from '@ebbflow/service-host';
import { AccessIntake } from './access-log/access-intake.repository.ts';
import { AccessLogController } from './access-log/access-log.controller.ts';
import { AccessLogEntity } from './access-log/access-log.entity.ts';
import { AccessLogRepository } from './access-log/access-log.repository.ts';
import { AccessLogService } from './access-log/access-log.service.ts';
import { AccessRightsEntity } from './access-log/access-rights.entity.ts';
import { ConsentRecordEntity } from './consent/consent-record.entity.ts';
import { ConsentRecordsRepository } from './consent/consent-records.repository.ts';
import { Consents } from './consent/consents.ts';
import { ConsentsController } from './consent/consents.controller.ts';
import { ConsentsService } from './consent/consents.service.ts';
import { PersonErasure } from './erasure/person-erasure.ts';
import { CanariesController } from './canaries/canaries.controller.ts';
import { AccountEvidenceController } from './evidence/account-evidence.controller.ts';
import { AccountEvidenceService } from './evidence/account-evidence.service.ts';
import { NoticeAcceptanceEntity } from './notice/notice-acceptance.entity.ts';
import { NoticeAcceptances } from './notice/notice-acceptances.ts';
import { NoticeAnnouncementEntity } from './notice/notice-announcement.entity.ts';
import { NoticeAnnouncementsJob } from './notice/notice-announcements.job.ts';
import { NoticeVersionEntity } from './notice/notice-version.entity.ts';
import { NoticeVersions } from './notice/notice-versions.ts';
import { NoticeConfig } from './notice/notice.config.ts';
import { NoticeController } from './notice/notice.controller.ts';
import { NoticeService } from './notice/notice.service.ts';

/** Consents, versions of the privacy notice, the access log, and numbers that show whether the notice is kept. */
export const ACCOUNTABILITY_ENTITIES = [
  ConsentRecordEntity,
  NoticeVersionEntity,
  NoticeAnnouncementEntity,
  NoticeAcceptanceEntity,
  AccessLogEntity,
  AccessRightsEntity,
];

export const ACCOUNTABILITY_CONTROLLERS = [
  ConsentsController,
  NoticeController,
  AccountEvidenceController,
  CanariesController,
  AccessLogController,
];

export const ACCOUNTABILITY_PROVIDERS = [
  AccessIntake,
  AccessLogRepository,
  AccessLogService,
  AccountEvidenceService,
  PersonErasure,
  provideConfig(NoticeConfig),
  Consents,
  ConsentRecordsRepository,
  ConsentsService,
  NoticeVersions,
  NoticeAcceptances,
  NoticeAnnouncementsJob,
  NoticeService,
];
