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
import { GATEWAY_ERASURE_MAP } from './erasure/gateway-erasure-map.ts';
import { OrganisationClosing } from './erasure/organisation-closing.ts';
import { DeliverySearch } from './erasure/delivery-search.ts';
import { DeviceErasure } from './erasure/device-erasure.ts';
import { DeliveriesController } from './deliveries/deliveries.controller.ts';
import { DeliveriesService } from './deliveries/deliveries.service.ts';
import { DeliveryHiddenConsumer } from './deliveries/delivery-hidden.consumer.ts';
import { DeliveryInspectionService } from './deliveries/delivery-inspection.service.ts';
import { DeliveryReplaysService } from './deliveries/delivery-replays.service.ts';
import { GuardedDeliveries } from './deliveries/guarded-deliveries.ts';
import { HookDeliveriesController } from './deliveries/hook-deliveries.controller.ts';
import { StoredDeliveriesService } from './deliveries/stored-deliveries.service.ts';
import { DeviceCommandsService } from './devices/device-commands.service.ts';
import { DeviceEntrance } from './devices/device-entrance.ts';
import { DeviceEventsService } from './devices/device-events.service.ts';
import { DeviceLocationService } from './devices/device-location.service.ts';
import { DeviceProtocolController } from './devices/device-protocol.controller.ts';
import { DevicesConfig } from './devices/devices.config.ts';
import { DevicesController } from './devices/devices.controller.ts';
import { DevicesService } from './devices/devices.service.ts';
import { DevicesSweepJob } from './devices/devices-sweep.job.ts';
import { InternalDevicesController } from './devices/internal-devices.controller.ts';
import { PairingRedemptionController } from './devices/pairing-redemption.controller.ts';
import { DoorAddress } from './door/door-address.ts';
import { BodyReader } from './door/body-reader.ts';
import { EntryChecks } from './door/entry-checks.ts';
import { RateLimits } from './door/rate-limits.ts';
import { Reception } from './door/reception.ts';
import { DoorConfig } from './door/door.config.ts';
import { Door } from './door/door.ts';
import { HookIntake } from './door/hook-intake.ts';
import { ResponseWaiters } from './door/response-waiters.ts';
import { HookAddress } from './hooks/hook-address.ts';
import { HookDirectory } from './hooks/hook-directory.ts';
import { HookExpiryJob } from './hooks/hook-expiry.job.ts';
import { HookRemovalService } from './hooks/hook-removal.service.ts';
import { HookSettingsService } from './hooks/hook-settings.service.ts';
import { HooksController } from './hooks/hooks.controller.ts';
import { HooksService } from './hooks/hooks.service.ts';
import { InternalHooksController } from './hooks/internal-hooks.controller.ts';
import { KeptDeliveries } from './lifetimes/kept-deliveries.ts';
import { LifetimeSweepJob } from './lifetimes/lifetime-sweep.job.ts';
import { LifetimesChangedConsumer } from './lifetimes/lifetimes-changed.consumer.ts';
import { ShortenedDeliveries } from './lifetimes/shortened-deliveries.ts';
import { MailConfig } from './mail/mail.config.ts';
import { MailDoor } from './mail/mail-door.ts';
import { MailIntake } from './mail/mail-intake.ts';
import { GatewayObjectTeams } from './object-teams/gateway-object-teams.ts';
import { PartitionsController } from './partitions/partitions.controller.ts';
import { PartitionsService } from './partitions/partitions.service.ts';
import { ClaimsService } from './queue/claims.service.ts';
import { InternalQueueController } from './queue/internal-queue.controller.ts';
import { QueueReleases } from './queue/queue-releases.ts';
import { QueueController } from './queue/queue.controller.ts';
import { QueueService } from './queue/queue.service.ts';
import { HookSecretsController } from './signatures/hook-secrets.controller.ts';
import { HookSecrets } from './signatures/hook-secrets.ts';
import { SignatureChecks } from './signatures/signature-checks.ts';
import { StructuresService } from './structures/structures.service.ts';
import { StructureLearner } from './structures/structure-learner.ts';
import { StructuresController } from './structures/structures.controller.ts';

@Module({
  imports: [
    PersistenceModule.forService({ schema: 'gateway' }),
    MessagingModule.forService({ schema: 'gateway', outbox: true }),
    SubjectExportModule,
    ErasureModule.forService({ service: 'gateway', map: GATEWAY_ERASURE_MAP }),
  ],
  controllers: [
    HooksController,
    InternalHooksController,
    InternalQueueController,
    HookSecretsController,
    QueueController,
    StructuresController,
    HookDeliveriesController,
    DeliveriesController,
    DevicesController,
    InternalDevicesController,
    PairingRedemptionController,
    DeviceProtocolController,
    PartitionsController,
  ],
  providers: [
    provideConfig(DoorConfig),
    provideConfig(MailConfig),
    provideConfig(DevicesConfig),
    provideConfig(TenantKeysConfig),
    provideConfig(BlobConfig),
    VaultKeySource,
    ScenarioPlaces,
    GatewayObjectTeams,
    {
      provide: TenantKeys,
      inject: [VaultKeySource, TenantKeysConfig, CLOCK],
      useFactory: (source: VaultKeySource, config: TenantKeysConfig, clock: Clock) =>
        new TenantKeys(source, { clock, maxAgeMs: config.maxAge.milliseconds, maxKeys: config.maxKeys }),
    },
    provideLifetimes(Database, (category) => retentionPolicy().ttl(category)),
    ...providePeriodKeys(policyLifetimes),
    { provide: BLOB_STORE, inject: [BlobConfig], useFactory: (config: BlobConfig) => new FileBlobStore(config.folder) },
    HookDirectory,
    HookAddress,
    HooksService,
    HookRemovalService,
    HookSettingsService,
    HookExpiryJob,
    DeliveryInspectionService,
    DeliveryReplaysService,
    HookSecrets,
    QueueService,
    QueueReleases,
    ClaimsService,
    StructuresService,
    StructureLearner,
    SignatureChecks,
    RateLimits,
    EntryChecks,
    BodyReader,
    Reception,
    DeliveriesService,
    GuardedDeliveries,
    StoredDeliveriesService,
    DeliveryHiddenConsumer,
    KeptDeliveries,
    ShortenedDeliveries,
    LifetimeSweepJob,
    LifetimesChangedConsumer,
    DeliveryHiddenConsumer,
    ResponseWaiters,
    DoorAddress,
    HookIntake,
    Door,
    MailIntake,
    MailDoor,
    DevicesService,
    DeviceErasure,
    DeliverySearch,
    OrganisationClosing,
    DeviceLocationService,
    DeviceEventsService,
    DeviceCommandsService,
    DevicesSweepJob,
    DeviceEntrance,
    PartitionsService,
  ],
})
export class GatewayModule {}
