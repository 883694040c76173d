import { defineService } from '@ebbflow/service-host';
import { JobsAndSweeps1767225600001 } from './migrations/0001-jobs-and-sweeps.migration.ts';
import { RetentionModule } from './retention.module.ts';

export const retentionService = defineService({
  name: 'retention',
  module: RetentionModule,
  migrations: [JobsAndSweeps1767225600001],
});
