import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ActivationChecks } from './activation/activation-checks.ts';
import { ScenarioActivation } from './activation/scenario-activation.ts';
import { CompiledVersions } from './compiled-versions.ts';
import { GatewayHooks } from './gateway-hooks.ts';
import { ScenarioListeners } from './scenario-listeners.ts';
import { ScenariosConfig } from './scenarios.config.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { ScenariosRepository } from './scenarios.repository.ts';
import { ScenariosService } from './scenarios.service.ts';

/** Definitions: what a scenario is. Knows nothing of runs. */
@Module({
  controllers: [ScenariosController],
  providers: [
    provideConfig(ScenariosConfig),
    ActivationChecks,
    CompiledVersions,
    GatewayHooks,
    ScenarioActivation,
    ScenarioListeners,
    ScenariosRepository,
    ScenariosService,
  ],
  exports: [ActivationChecks, CompiledVersions, ScenarioActivation, ScenarioListeners],
})
export class ScenariosModule {}
