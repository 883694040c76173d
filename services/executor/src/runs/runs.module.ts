import { EgressConfig } from '@ebbflow/egress';
import { BLOB_STORE, BlobConfig, FileBlobStore } from '@ebbflow/persistence';
import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { DataStoresModule } from '../data-stores/data-stores.module.ts';
import { DataStoresOfRuns } from '../data-stores/transactions/data-stores-of-runs.ts';
import { EndedTransactions } from '../data-stores/transactions/ended-transactions.ts';
import { FAILURE_COMPLETION_PARTS, FAILURE_INPUT_PARTS, FAILURE_PARTS } from '../incompletes/failure-parts.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { CursorPart } from '../schedules/cursors/cursor-part.ts';
import { DrainPart } from '../schedules/drain/drain-part.ts';
import { ScheduleStoresModule } from '../schedules/schedule-stores.module.ts';
import { LogQuotaConfig } from '../log-quota/log-quota.config.ts';
import { LogQuotas } from '../log-quota/log-quotas.ts';
import { LogUsagePart } from '../log-quota/log-usage-part.ts';
import { HiddenDeliveryPart } from '../redaction/hidden-delivery-part.ts';
import { RedactionModule } from '../redaction/redaction.module.ts';
import { SearchKeysModule } from '../search-keys/search-keys.module.ts';
import { PlanConfig } from '../usage/plan.config.ts';
import { UsagePart } from '../usage/usage-part.ts';
import { OrganisationStop } from '../erasure/organisation-stop.ts';
import { WaitingRunSearch } from '../erasure/waiting-run-search.ts';
import { DeviceCommands } from '../devices/device-commands.ts';
import { DeviceWatchCheck } from '../devices/device-watch-check.ts';
import { ConnectionAuthorisationNeededConsumer } from '../connections/connection-authorisation-needed.consumer.ts';
import { ConnectionRemovedConsumer } from '../connections/connection-removed.consumer.ts';
import { ScenarioConnections } from '../connections/scenario-connections.repository.ts';
import { ConnectionTestsController } from '../connections/tests/connection-tests.controller.ts';
import { ConnectionTests } from '../connections/tests/connection-tests.service.ts';
import { LocationErasedConsumer } from '../devices/location-erased.consumer.ts';
import { LiveRuns } from '../live/live-runs.ts';
import { RUN_CALL_COMPLETION_PARTS, RUN_CALL_EXPORTS, RUN_CALL_PROVIDERS } from '../run-calls/run-call-parts.ts';
import { ScenarioCallsService } from '../run-calls/subscenarios/scenario-calls.service.ts';
import { VariablesModule } from '../variables/variables.module.ts';
import { VariablesOfRuns } from '../variables/variables-of-runs.ts';
import { AttemptPortsService } from './attempt/attempt-ports.service.ts';
import { ATTEMPT_WATCHES } from './attempt/attempt-watches.ts';
import { EngineInputs } from './attempt/engine-inputs.ts';
import { EgressHandle } from './attempt/egress-handle.ts';
import { PORT_PARTS, type PortPart } from './attempt/port-part.ts';
import { RunAttemptsService } from './attempt/run-attempts.service.ts';
import { RUN_INPUT_PARTS, type RunInputPart } from './attempt/run-input-part.ts';
import { RunSpillsService } from './attempt/run-spills.service.ts';
import { COMPLETION_PARTS, type CompletionPart } from './completion/completion-part.ts';
import { CompletionWriter } from './completion/completion-writer.ts';
import { KeptOfRuns } from './completion/kept-of-runs.ts';
import { RunCompletionsService } from './completion/run-completions.service.ts';
import { RunErasure } from './erasure/run-erasure.ts';
import { HookReceivedConsumer } from './hook-received.consumer.ts';
import { JournalWriter } from './journal/journal-writer.ts';
import { RunJournals } from './journal/run-journals.ts';
import { NodeName } from './leases/node-name.ts';
import { RunLeasesService } from './leases/run-leases.service.ts';
import { QueueBell } from './queue-bell.ts';
import { RunInputs } from './run-inputs.ts';
import { RunLoopService } from './run-loop.service.ts';
import { ConfidentialInputs } from './blobs/confidential-inputs.ts';
import { KeptDetails } from './blobs/kept-details.ts';
import { RunBlobs } from './blobs/run-blobs.ts';
import { CancellationsController } from './cancel/cancellations.controller.ts';
import { CancellationsService } from './cancel/cancellations.service.ts';
import { RunDetailsSealer } from './completion/run-details-sealer.ts';
import { RunRedactions } from './completion/run-redactions.ts';
import { ConcurrencyController } from './lanes/concurrency.controller.ts';
import { ConcurrencyRepository } from './lanes/concurrency.repository.ts';
import { ConcurrencyService } from './lanes/concurrency.service.ts';
import { LaneKeys } from './lanes/lane-keys.ts';
import { RunLanes } from './lanes/run-lanes.ts';
import { ParkedRuns } from './renewal/parked-runs.ts';
import { SealRenewalJob } from './renewal/seal-renewal.job.ts';
import { SealRenewal } from './renewal/seal-renewal.ts';
import { RunSweepConfig } from './sweep/run-sweep.config.ts';
import { RunSweepJob } from './sweep/run-sweep.job.ts';
import { NeededDeliveriesController } from './needed-deliveries/needed-deliveries.controller.ts';
import { RunQueueRepository } from './run-queue.repository.ts';
import { RunWorkerService } from './run-worker.service.ts';
import { RunsConfig } from './runs.config.ts';
import { RunsController } from './runs.controller.ts';
import { RunsRepository } from './runs.repository.ts';
import { RunStarts } from './start/run-starts.ts';
import { RunsService } from './runs.service.ts';

/** Everything that happens to a scenario once it is started. */
@Module({
  imports: [
    DataStoresModule,
    RedactionModule,
    VariablesModule,
    ScenariosModule,
    ScheduleStoresModule,
    SearchKeysModule,
  ],
  controllers: [
    CancellationsController,
    ConcurrencyController,
    ConnectionTestsController,
    NeededDeliveriesController,
    RunsController,
  ],
  providers: [
    provideConfig(RunsConfig),
    provideConfig(EgressConfig),
    provideConfig(BlobConfig),
    { provide: BLOB_STORE, inject: [BlobConfig], useFactory: (config: BlobConfig) => new FileBlobStore(config.folder) },
    EgressHandle,
    provideConfig(RunSweepConfig),
    RunLanes,
    ConcurrencyRepository,
    ConcurrencyService,
    LaneKeys,
    RunBlobs,
    ConfidentialInputs,
    KeptDetails,
    provideConfig(PlanConfig),
    UsagePart,
    provideConfig(LogQuotaConfig),
    LogQuotas,
    LogUsagePart,
    HiddenDeliveryPart,
    RunRedactions,
    KeptOfRuns,
    CursorPart,
    DrainPart,
    RunDetailsSealer,
    CancellationsService,
    RunSweepJob,
    SealRenewal,
    ParkedRuns,
    SealRenewalJob,
    RunQueueRepository,
    RunsRepository,
    RunInputs,
    EngineInputs,
    JournalWriter,
    RunJournals,
    CompletionWriter,
    // Whoever writes something in the transaction that ends runs adds itself here. Runs are locked by then; then come usage, scenarios and
    // their health (UsagePart, HealthPart), then all that hangs on a scenario.
    {
      provide: COMPLETION_PARTS,
      useFactory: (...parts: CompletionPart[]) => parts,
      inject: [
        ConfidentialInputs,
        KeptDetails,
        UsagePart,
        LogUsagePart,
        HiddenDeliveryPart,
        ...FAILURE_COMPLETION_PARTS,
        EndedTransactions,
        CursorPart,
        DrainPart,
        ...RUN_CALL_COMPLETION_PARTS,
      ],
    },
    // Whoever adds to what a run starts from adds itself here.
    {
      provide: RUN_INPUT_PARTS,
      useFactory: (...parts: RunInputPart[]) => parts,
      inject: [CursorPart, DrainPart, ...FAILURE_INPUT_PARTS, VariablesOfRuns],
    },
    ...FAILURE_PARTS,
    RunStarts,
    RunCompletionsService,
    RunSpillsService,
    DeviceCommands,
    DeviceWatchCheck,
    // Whoever stands behind one of the engine's ports adds itself here.
    {
      provide: PORT_PARTS,
      useFactory: (...parts: PortPart[]) => parts,
      inject: [RunSpillsService, DataStoresOfRuns, ScenarioCallsService, DeviceCommands],
    },
    ...RUN_CALL_PROVIDERS,
    LiveRuns,
    { provide: ATTEMPT_WATCHES, useExisting: LiveRuns },
    QueueBell,
    AttemptPortsService,
    RunAttemptsService,
    NodeName,
    RunLeasesService,
    RunLoopService,
    RunWorkerService,
    RunsService,
    HookReceivedConsumer,
    RunErasure,
    OrganisationStop,
    WaitingRunSearch,
    ScenarioConnections,
    ConnectionRemovedConsumer,
    ConnectionAuthorisationNeededConsumer,
    ConnectionTests,
    LocationErasedConsumer,
  ],
  exports: [
    ...RUN_CALL_EXPORTS,
    BLOB_STORE,
    EgressHandle,
    LiveRuns,
    LogQuotas,
    PlanConfig,
    QueueBell,
    RunErasure,
    RunInputs,
    RunLeasesService,
    RunSweepConfig,
    RunsRepository,
    RunStarts,
    RunWorkerService,
  ],
})
export class RunsModule {}
