import { Module } from '@nestjs/common';
import { BoundedNotifications } from '../notifications/bounded-notifications.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { ErrorHandlersController } from './error-handlers/error-handlers.controller.ts';
import { ErrorHandlersService } from './error-handlers/error-handlers.service.ts';
import { HealthUpkeepJob } from './health-upkeep.job.ts';
import { ScenarioHealthListener } from './scenario-health-listener.ts';

/** How scenarios fare: what their runs' ends mean for them (the parts stand in RunsModule), and who is told. */
@Module({
  imports: [RunsModule, ScenariosModule],
  controllers: [ErrorHandlersController],
  providers: [BoundedNotifications, ErrorHandlersService, HealthUpkeepJob, ScenarioHealthListener],
})
export class ScenarioHealthModule {}
