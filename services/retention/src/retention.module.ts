import { Module } from '@nestjs/common';
import { PersistenceConfig, PersistenceModule } from '@ebbflow/persistence';
import { provideConfig } from '@ebbflow/service-host';
import { createPgBoss, PG_BOSS } from './jobs/pg-boss.ts';
import { PolicyController } from './policy/policy.controller.ts';
import { PolicyService } from './policy/policy.service.ts';
import { SweepConfig } from './sweeps/sweep.config.ts';
import { SweepJob } from './sweeps/sweep.job.ts';
import { SweepService } from './sweeps/sweep.service.ts';

@Module({
  imports: [PersistenceModule.forService({ schema: 'retention' })],
  controllers: [PolicyController],
  providers: [
    provideConfig(SweepConfig),
    { provide: PG_BOSS, inject: [PersistenceConfig], useFactory: createPgBoss },
    SweepService,
    SweepJob,
    PolicyService,
  ],
})
export class RetentionModule {}
