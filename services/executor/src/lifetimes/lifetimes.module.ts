import { Module } from '@nestjs/common';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { EffectiveLifetimes } from './effective-lifetimes.ts';
import { GoneScenarios } from './gone-scenarios.ts';
import { LifetimeSettingsService } from './lifetime-settings.service.ts';
import { LifetimeSweepJob } from './lifetime-sweep.job.ts';
import { LifetimesController } from './lifetimes.controller.ts';
import { LifetimesListener } from './lifetimes-listener.ts';
import { ShortenedIncompletes } from './shortened-incompletes.ts';

/** How long tenants want what is retained of theirs to be kept, and what follows from it. */
@Module({
  imports: [ScenariosModule],
  controllers: [LifetimesController],
  providers: [
    EffectiveLifetimes,
    GoneScenarios,
    LifetimeSettingsService,
    LifetimesListener,
    LifetimeSweepJob,
    ShortenedIncompletes,
  ],
})
export class LifetimesModule {}
