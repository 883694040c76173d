import { Module } from '@nestjs/common';
import { TenantKeys, TenantKeysConfig } from '@ebbflow/crypto';
import { CLOCK, type Clock } from '@ebbflow/kernel';
import { MessagingModule } from '@ebbflow/messaging';
import { BLOB_STORE, BlobConfig, Database, FileBlobStore, PersistenceModule } from '@ebbflow/persistence';
import { ErasureModule } from '@ebbflow/service-host/erasure';
import { SubjectExportModule } from './subject-export/subject-export.module.ts';
import { policyLifetimes, retentionPolicy } from '@ebbflow/policy';
import {
  ScenarioPlaces,
  VaultKeySource,
  provideConfig,
  provideLifetimes,
  providePeriodKeys,
} from '@ebbflow/service-host';
import { LOG_STORE_ERASURE_MAP } from './erasure/log-store-erasure-map.ts';
import { RunSearch } from './erasure/run-search.ts';
import { ActivityController } from './activity/activity.controller.ts';
import { ActivityEntity } from './activity/activity.entity.ts';
import { ActivityService } from './activity/activity.service.ts';
import { KeptInputsController } from './inputs/kept-inputs.controller.ts';
import { KeptInputsService } from './inputs/kept-inputs.service.ts';
import { NotificationRaisedConsumer } from './notifications/notification-raised.consumer.ts';
import { NotificationReaderEntity } from './notifications/notification-reader.entity.ts';
import { NotificationEntity } from './notifications/notification.entity.ts';
import { NotificationsController } from './notifications/notifications.controller.ts';
import { NotificationsService } from './notifications/notifications.service.ts';
import { LifetimeSweepJob } from './lifetimes/lifetime-sweep.job.ts';
import { LifetimesChangedConsumer } from './lifetimes/lifetimes-changed.consumer.ts';
import { ShortenedActivity } from './lifetimes/shortened-activity.ts';
import { ShortenedDetails } from './lifetimes/shortened-details.ts';
import { ShortenedNotifications } from './lifetimes/shortened-notifications.ts';
import { LOG_STREAM_PARTS } from './log-streams/log-stream-parts.ts';
import { LogStreamsController } from './log-streams/log-streams.controller.ts';
import { LogStoreObjectTeams } from './object-teams/log-store-object-teams.ts';
import { PartitionsController } from './partitions/partitions.controller.ts';
import { PartitionsService } from './partitions/partitions.service.ts';
import { DetailsOpener } from './runs/details-opener.ts';
import { ExecutionDetailsEntity } from './runs/execution-details.entity.ts';
import { RunsErasedConsumer } from './erasure/runs-erased.consumer.ts';
import { RunFinishedConsumer } from './runs/run-finished.consumer.ts';
import { RunsController } from './runs/runs.controller.ts';
import { RunsRepository } from './runs/runs.repository.ts';
import { RunsService } from './runs/runs.service.ts';
import { SearchIndexes } from './search/search-indexes.ts';

@Module({
  imports: [
    PersistenceModule.forService({
      schema: 'log_store',
      entities: [ActivityEntity, ExecutionDetailsEntity, NotificationEntity, NotificationReaderEntity],
    }),
    MessagingModule.forService({ schema: 'log_store', outbox: true }),
    SubjectExportModule,
    ErasureModule.forService({ service: 'log-store', map: LOG_STORE_ERASURE_MAP }),
  ],
  controllers: [
    RunsController,
    ActivityController,
    LogStreamsController,
    NotificationsController,
    KeptInputsController,
    PartitionsController,
  ],
  providers: [
    provideConfig(TenantKeysConfig),
    provideConfig(BlobConfig),
    VaultKeySource,
    ScenarioPlaces,
    LogStoreObjectTeams,
    {
      provide: TenantKeys,
      inject: [VaultKeySource, TenantKeysConfig, CLOCK],
      useFactory: (source: VaultKeySource, config: TenantKeysConfig, clock: Clock) =>
        new TenantKeys(source, { clock, maxAgeMs: config.maxAge.milliseconds, maxKeys: config.maxKeys }),
    },
    provideLifetimes(Database, (category) => retentionPolicy().ttl(category)),
    ...providePeriodKeys(policyLifetimes),
    { provide: BLOB_STORE, inject: [BlobConfig], useFactory: (config: BlobConfig) => new FileBlobStore(config.folder) },
    ...LOG_STREAM_PARTS,
    RunFinishedConsumer,
    RunsErasedConsumer,
    RunSearch,
    ShortenedDetails,
    ShortenedActivity,
    ShortenedNotifications,
    LifetimeSweepJob,
    LifetimesChangedConsumer,
    SearchIndexes,
    RunsRepository,
    DetailsOpener,
    RunsService,
    ActivityService,
    NotificationRaisedConsumer,
    NotificationsService,
    KeptInputsService,
    PartitionsService,
  ],
})
export class LogStoreModule {}
