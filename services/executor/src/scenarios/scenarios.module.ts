import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { CompiledVersions } from './compiled-versions.ts';
import { GatewayHooks } from './gateway-hooks.ts';
import { ScenariosConfig } from './scenarios.config.ts';
import { ScenariosController } from './scenarios.controller.ts';
import { ScenariosRepository } from './scenarios.repository.ts';
import { ScenariosService } from './scenarios.service.ts';

/** Definitions: what a scenario is. Knows nothing of runs. */
@Module({
  controllers: [ScenariosController],
  providers: [provideConfig(ScenariosConfig), CompiledVersions, GatewayHooks, ScenariosRepository, ScenariosService],
  exports: [CompiledVersions],
})
export class ScenariosModule {}
