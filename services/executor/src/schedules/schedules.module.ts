import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { IncompletesGuard } from '../incompletes/incompletes-guard.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { CursorsController } from './cursors/cursors.controller.ts';
import { CursorsService } from './cursors/cursors.service.ts';
import { ScheduleListener } from './schedule-listener.ts';
import { ScheduleStoresModule } from './schedule-stores.module.ts';
import { ScheduleOfScenario } from './schedule-of-scenario.ts';
import { SchedulesConfig } from './schedules.config.ts';
import { SchedulesController } from './schedules.controller.ts';
import { SchedulesService } from './schedules.service.ts';
import { InstantSweepJob } from './ticker/instant-sweep.job.ts';
import { LaneGuard } from './ticker/lane-guard.ts';
import { ScheduleClaimsService } from './ticker/schedule-claims.service.ts';
import { SCHEDULE_GUARDS, type ScheduleGuard } from './ticker/schedule-guard.ts';
import { ScheduleQueueRepository } from './ticker/schedule-queue.repository.ts';
import { ScheduleTickerJob } from './ticker/schedule-ticker.job.ts';

/** When scenarios start by themselves, and where those that look for new items go on. */
@Module({
  imports: [ScenariosModule, RunsModule, ScheduleStoresModule],
  controllers: [SchedulesController, CursorsController],
  providers: [
    provideConfig(SchedulesConfig),
    ScheduleOfScenario,
    ScheduleListener,
    SchedulesService,
    CursorsService,
    LaneGuard,
    IncompletesGuard,
    // Whoever has a say before a schedule starts its scenario adds itself here.
    {
      provide: SCHEDULE_GUARDS,
      useFactory: (...guards: ScheduleGuard[]) => guards,
      inject: [LaneGuard, IncompletesGuard],
    },
    ScheduleQueueRepository,
    ScheduleClaimsService,
    ScheduleTickerJob,
    InstantSweepJob,
  ],
})
export class SchedulesModule {}
