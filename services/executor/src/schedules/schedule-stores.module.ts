import { Module } from '@nestjs/common';
import { TriggerCursors } from './cursors/trigger-cursors.ts';
import { HookQueues } from './drain/hook-queues.ts';
import { ScheduledHooks } from './drain/scheduled-hooks.ts';
import { SchedulesRepository } from './schedules.repository.ts';

/** What runs need to know of schedules; itself it knows nothing of runs. */
@Module({
  providers: [HookQueues, ScheduledHooks, SchedulesRepository, TriggerCursors],
  exports: [HookQueues, ScheduledHooks, SchedulesRepository, TriggerCursors],
})
export class ScheduleStoresModule {}
