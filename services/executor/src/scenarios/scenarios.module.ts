import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ActivationChecks } from './activation/activation-checks.ts';
import { ActivationController } from './activation/activation.controller.ts';
import { ActivationService } from './activation/activation.service.ts';
import { ConnectionsCheck } from './activation/connections-check.ts';
import { KeysCheck } from './activation/keys-check.ts';
import { ScenarioActivationRepository } from './activation/scenario-activation.repository.ts';
import { ScenarioActivation } from './activation/scenario-activation.ts';
import { ScenarioLocksController } from './activation/scenario-locks.controller.ts';
import { CompiledVersions } from './compiled-versions.ts';
import { ScenarioDraftsController } from './drafts/scenario-drafts.controller.ts';
import { ScenarioDraftsRepository } from './drafts/scenario-drafts.repository.ts';
import { ScenarioDrafts } from './drafts/scenario-drafts.ts';
import { ScenarioFoldersController } from './folders/scenario-folders.controller.ts';
import { ScenarioFoldersRepository } from './folders/scenario-folders.repository.ts';
import { ScenarioFoldersService } from './folders/scenario-folders.service.ts';
import { GatewayHooks } from './hooks/gateway-hooks.ts';
import { HookAddressChangedConsumer } from './hooks/hook-address-changed.consumer.ts';
import { HookSyncJob } from './hooks/hook-sync.job.ts';
import { HookSyncService } from './hooks/hook-sync.service.ts';
import { ScenarioListeners } from './scenario-listeners.ts';
import { ScenariosConfig } from './scenarios.config.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { ScenariosRepository } from './scenarios.repository.ts';
import { ScenariosService } from './scenarios.service.ts';
import { ScenarioVersionsController } from './versions/scenario-versions.controller.ts';
import { ScenarioVersionsRepository } from './versions/scenario-versions.repository.ts';
import { ScenarioVersionsService } from './versions/scenario-versions.service.ts';

/** Definitions: what a scenario is. Knows nothing of runs. */
@Module({
  controllers: [
    ScenariosController,
    ScenarioDraftsController,
    ScenarioVersionsController,
    ActivationController,
    ScenarioLocksController,
    ScenarioFoldersController,
  ],
  providers: [
    provideConfig(ScenariosConfig),
    ActivationChecks,
    ActivationService,
    CompiledVersions,
    ConnectionsCheck,
    GatewayHooks,
    HookAddressChangedConsumer,
    HookSyncJob,
    HookSyncService,
    KeysCheck,
    ScenarioActivation,
    ScenarioActivationRepository,
    ScenarioDrafts,
    ScenarioDraftsRepository,
    ScenarioFoldersRepository,
    ScenarioFoldersService,
    ScenarioListeners,
    ScenariosRepository,
    ScenariosService,
    ScenarioVersionsRepository,
    ScenarioVersionsService,
  ],
  exports: [ActivationChecks, CompiledVersions, ScenarioActivation, ScenarioDrafts, ScenarioListeners],
})
export class ScenariosModule {}
