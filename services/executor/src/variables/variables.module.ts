import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ObjectTeamsModule } from '../object-teams/object-teams.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { PastVariablesJob } from './past-variables.job.ts';
import { VariableSeals } from './variable-seals.ts';
import { VariableTimelines } from './variable-timelines.ts';
import { VariablesConfig } from './variables.config.ts';
import { VariablesController } from './variables.controller.ts';
import { VariablesOfRuns } from './variables-of-runs.ts';
import { VariablesRepository } from './variables.repository.ts';
import { VariablesService } from './variables.service.ts';

/** Variables of organisations, teams and scenarios. */
@Module({
  imports: [ScenariosModule, ObjectTeamsModule],
  controllers: [VariablesController],
  providers: [
    provideConfig(VariablesConfig),
    PastVariablesJob,
    VariableSeals,
    VariableTimelines,
    VariablesOfRuns,
    VariablesRepository,
    VariablesService,
  ],
  exports: [VariablesOfRuns],
})
export class VariablesModule {}
