import { Module } from '@nestjs/common';
import { LiveModule } from '../live/live.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { ScheduleStoresModule } from '../schedules/schedule-stores.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { RunAnswersController } from './answers/run-answers.controller.ts';
import { RunAnswerWaiters } from './answers/run-answer-waiters.ts';
import { CallKeys } from './api/call-keys.ts';
import { CallPreparation } from './api/call-preparation.ts';
import { CallStarts } from './api/call-starts.ts';
import { ResponsiveCalls } from './api/responsive-calls.ts';
import { RunCallsController } from './api/run-calls.controller.ts';
import { RunCallsService } from './api/run-calls.service.ts';
import { RunOutputsService } from './api/run-outputs.service.ts';
import { ManualRunsController } from './manual/manual-runs.controller.ts';
import { ManualRunsService } from './manual/manual-runs.service.ts';
import { RunCallsSweepJob } from './run-calls-sweep.job.ts';

/** Runs that somebody asks for: people, programs. What other runs ask for, and what happens at the end, are parts of RunsModule. */
@Module({
  imports: [ScheduleStoresModule, LiveModule, RunsModule, ScenariosModule],
  controllers: [ManualRunsController, RunAnswersController, RunCallsController],
  providers: [
    CallKeys,
    CallPreparation,
    CallStarts,
    ManualRunsService,
    ResponsiveCalls,
    RunAnswerWaiters,
    RunCallsService,
    RunCallsSweepJob,
    RunOutputsService,
  ],
})
export class RunCallsModule {}
