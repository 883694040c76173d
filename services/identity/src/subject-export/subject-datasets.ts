import { CLOCK, type Clock } from '@ebbflow/kernel';
import { Database } from '@ebbflow/persistence';
import { SUBJECT_DATASETS, type SubjectDataset } from '@ebbflow/service-host';
import { AuditService } from '../audit/audit.service.ts';
import { UsageInformationRepository } from '../usage-information/usage-information.repository.ts';
import { accountDatasets } from './account-datasets.ts';
import { auditEntries, pageViews } from './history-datasets.ts';
import { organisationDatasets } from './organisation-datasets.ts';

export const SUBJECT_DATASETS_PROVIDER = {
  provide: SUBJECT_DATASETS,
  inject: [Database, UsageInformationRepository, AuditService, CLOCK],
  useFactory: (
    database: Database,
    views: UsageInformationRepository,
    audit: AuditService,
    clock: Clock,
  ): SubjectDataset[] => [
    ...accountDatasets(database),
    ...organisationDatasets(database),
    pageViews(views, clock),
    auditEntries(audit),
  ],
};
