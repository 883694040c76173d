import { Module } from '@nestjs/common';
import { MessagingModule } from '@ebbflow/messaging';
import { PersistenceConfig, PersistenceModule } from '@ebbflow/persistence';
import { provideConfig, ServiceKeysConfig } from '@ebbflow/service-host';
import { ErasureModule } from '@ebbflow/service-host/erasure';
import { ERASURE_CONTROLLERS, ERASURE_PROVIDERS } from './erasures/erasure-parts.ts';
import { ErasuresJob } from './erasures/erasures.job.ts';
import { RETENTION_ERASURE_MAP } from './erasures/retention-erasure-map.ts';
import { type Job, JobQueue, JOBS } from './jobs/job-queue.ts';
import { BREACHES_CONTROLLERS, BREACHES_ENTITIES, BREACHES_PROVIDERS } from './breaches-parts.ts';
import { BreachRemindersJob } from './breaches/breach-reminders.job.ts';
import { HeldRecordsJob } from './held-records/held-records.job.ts';
import { HOLDS_CONTROLLERS, HOLDS_ENTITIES, HOLDS_PROVIDERS } from './holds-parts.ts';
import { createPgBoss, PG_BOSS } from './jobs/pg-boss.ts';
import { CANARY_CONTROLLERS, CANARY_PROVIDERS } from './canary/canary-parts.ts';
import { CanaryJob } from './canary/canary.job.ts';
import { NoticeController } from './notice/notice.controller.ts';
import { NoticeService } from './notice/notice.service.ts';
import { NoticeVersions } from './notice/notice-versions.ts';
import { OperatorConfig } from './operator/operator.config.ts';
import { Operator } from './operator/operator.ts';
import { PolicyController } from './policy/policy.controller.ts';
import { PolicyService } from './policy/policy.service.ts';
import { ProcessorsController } from './registers/processors.controller.ts';
import { RegistersController } from './registers/registers.controller.ts';
import { RegistersService } from './registers/registers.service.ts';
import { PayloadKeysModule } from './payload-keys.module.ts';
import { SUBJECT_CONTROLLERS, SUBJECT_ENTITIES, SUBJECT_PROVIDERS } from './subject-parts.ts';
import { RequestUpkeepJob } from './subject-requests/request-upkeep.job.ts';
import { SweepConfig } from './sweeps/sweep.config.ts';
import { SweepJob } from './sweeps/sweep.job.ts';
import { SweepService } from './sweeps/sweep.service.ts';
import { VerificationController } from './verification/verification.controller.ts';
import { VerificationJob } from './verification/verification.job.ts';
import { VERIFICATION_PROVIDERS } from './verification/verification-parts.ts';

@Module({
  imports: [
    PersistenceModule.forService({
      schema: 'retention',
      entities: [...HOLDS_ENTITIES, ...BREACHES_ENTITIES, ...SUBJECT_ENTITIES],
    }),
    PayloadKeysModule,
    MessagingModule.forService({ schema: 'retention', outbox: true }),
    ErasureModule.forService({ service: 'retention', map: RETENTION_ERASURE_MAP, isOrdered: false }),
  ],
  controllers: [
    PolicyController,
    NoticeController,
    RegistersController,
    ProcessorsController,
    VerificationController,
    ...HOLDS_CONTROLLERS,
    ...ERASURE_CONTROLLERS,
    ...CANARY_CONTROLLERS,
    ...BREACHES_CONTROLLERS,
    ...SUBJECT_CONTROLLERS,
  ],
  providers: [
    provideConfig(SweepConfig),
    provideConfig(ServiceKeysConfig),
    provideConfig(OperatorConfig),
    { provide: Operator, inject: [OperatorConfig], useFactory: (config: OperatorConfig) => new Operator(config) },
    { provide: PG_BOSS, inject: [PersistenceConfig], useFactory: createPgBoss },
    SweepService,
    SweepJob,
    PolicyService,
    RegistersService,
    NoticeService,
    NoticeVersions,
    ...VERIFICATION_PROVIDERS,
    ...HOLDS_PROVIDERS,
    ...ERASURE_PROVIDERS,
    ...CANARY_PROVIDERS,
    ...BREACHES_PROVIDERS,
    ...SUBJECT_PROVIDERS,
    {
      provide: JOBS,
      inject: [SweepJob, VerificationJob, HeldRecordsJob, BreachRemindersJob, RequestUpkeepJob, ErasuresJob, CanaryJob],
      useFactory: (...jobs: Job[]) => jobs,
    },
    JobQueue,
  ],
})
export class RetentionModule {}
