import { Module } from '@nestjs/common';
import { PersistenceConfig, PersistenceModule } from '@ebbflow/persistence';
import { provideConfig } from '@ebbflow/service-host';
import { createPgBoss, PG_BOSS } from './jobs/pg-boss.ts';
import { NoticeController } from './notice/notice.controller.ts';
import { NoticeService } from './notice/notice.service.ts';
import { OperatorConfig } from './operator/operator.config.ts';
import { Operator } from './operator/operator.ts';
import { PolicyController } from './policy/policy.controller.ts';
import { PolicyService } from './policy/policy.service.ts';
import { ProcessorsController } from './registers/processors.controller.ts';
import { RegistersController } from './registers/registers.controller.ts';
import { RegistersService } from './registers/registers.service.ts';
import { SweepConfig } from './sweeps/sweep.config.ts';
import { SweepJob } from './sweeps/sweep.job.ts';
import { SweepService } from './sweeps/sweep.service.ts';

@Module({
  imports: [PersistenceModule.forService({ schema: 'retention' })],
  controllers: [PolicyController, NoticeController, RegistersController, ProcessorsController],
  providers: [
    provideConfig(SweepConfig),
    provideConfig(OperatorConfig),
    { provide: Operator, inject: [OperatorConfig], useFactory: (config: OperatorConfig) => new Operator(config) },
    { provide: PG_BOSS, inject: [PersistenceConfig], useFactory: createPgBoss },
    SweepService,
    SweepJob,
    PolicyService,
    RegistersService,
    NoticeService,
  ],
})
export class RetentionModule {}
