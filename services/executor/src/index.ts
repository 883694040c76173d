import { retentionPolicy } from '@ebbflow/policy';
import { defineService } from '@ebbflow/service-host';
import { ExecutorModule } from './executor.module.ts';
import { ExecutorObjectTeams } from './object-teams/executor-object-teams.ts';
import { ScenariosConfig } from './scenarios/scenarios.config.ts';
import { EXECUTOR_MIGRATIONS } from './migrations/executor-migrations.ts';

export const executorService = defineService({
  name: 'executor',
  module: ExecutorModule,
  migrations: EXECUTOR_MIGRATIONS,
  objectTeams: ExecutorObjectTeams,
  idempotency: () => retentionPolicy().record('idempotency-keys').ttl,
  http: (settings) => ({ bodyLimitBytes: new ScenariosConfig(settings).maxBlueprintBytes }),
});
