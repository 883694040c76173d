import { defineService } from '@ebbflow/service-host';
import { JobsAndSweeps1767225600001 } from './migrations/0001-jobs-and-sweeps.migration.ts';
import { Erasures1767225600010 } from './migrations/0010-erasures.migration.ts';
import { SubjectRequests1767225600020 } from './migrations/0020-subject-requests.migration.ts';
import { Holds1767225600030 } from './migrations/0030-holds.migration.ts';
import { Breaches1767225600031 } from './migrations/0031-breaches.migration.ts';
import { RegisterLifetimes1767225600032 } from './migrations/0032-register-lifetimes.migration.ts';
import { NoticeAndVerification1767225600040 } from './migrations/0040-notice-and-verification.migration.ts';
import { Canary1767225600041 } from './migrations/0041-canary.migration.ts';
import { RetentionModule } from './retention.module.ts';

export const retentionService = defineService({
  name: 'retention',
  module: RetentionModule,
  migrations: [
    JobsAndSweeps1767225600001,
    Erasures1767225600010,
    SubjectRequests1767225600020,
    Holds1767225600030,
    Breaches1767225600031,
    RegisterLifetimes1767225600032,
    NoticeAndVerification1767225600040,
    Canary1767225600041,
  ],
});
