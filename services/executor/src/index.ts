import { defineService } from '@ebbflow/service-host';
import { ExecutorModule } from './executor.module.ts';
import { Scenarios1767225600001 } from './migrations/0001-scenarios.migration.ts';
import { Runs1767225600002 } from './migrations/0002-runs.migration.ts';
import { ScenariosConfig } from './scenarios/scenarios.config.ts';

export const executorService = defineService({
  name: 'executor',
  module: ExecutorModule,
  migrations: [Scenarios1767225600001, Runs1767225600002],
  http: (settings) => ({ bodyLimitBytes: new ScenariosConfig(settings).maxBlueprintBytes }),
});
