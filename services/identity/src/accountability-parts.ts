import { provideConfig } from '@ebbflow/service-host';
import { ConsentRecordEntity } from './consent/consent-record.entity.ts';
import { ConsentRecordsRepository } from './consent/consent-records.repository.ts';
import { Consents } from './consent/consents.ts';
import { ConsentsController } from './consent/consents.controller.ts';
import { ConsentsService } from './consent/consents.service.ts';
import { NoticeAcceptanceEntity } from './notice/notice-acceptance.entity.ts';
import { NoticeAcceptances } from './notice/notice-acceptances.ts';
import { NoticeAnnouncementEntity } from './notice/notice-announcement.entity.ts';
import { NoticeAnnouncementsJob } from './notice/notice-announcements.job.ts';
import { NoticeVersionEntity } from './notice/notice-version.entity.ts';
import { NoticeVersions } from './notice/notice-versions.ts';
import { NoticeConfig } from './notice/notice.config.ts';
import { NoticeController } from './notice/notice.controller.ts';
import { NoticeService } from './notice/notice.service.ts';

/** Consents and versions of the privacy notice. */
export const ACCOUNTABILITY_ENTITIES = [
  ConsentRecordEntity,
  NoticeVersionEntity,
  NoticeAnnouncementEntity,
  NoticeAcceptanceEntity,
];

export const ACCOUNTABILITY_CONTROLLERS = [ConsentsController, NoticeController];

export const ACCOUNTABILITY_PROVIDERS = [
  provideConfig(NoticeConfig),
  Consents,
  ConsentRecordsRepository,
  ConsentsService,
  NoticeVersions,
  NoticeAcceptances,
  NoticeAnnouncementsJob,
  NoticeService,
];
