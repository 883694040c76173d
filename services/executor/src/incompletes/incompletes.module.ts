import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ObjectTeamsModule } from '../object-teams/object-teams.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { ScenariosModule } from '../scenarios/scenarios.module.ts';
import { IncompleteSearch } from '../erasure/incomplete-search.ts';
import { IncompleteContents } from './incomplete-contents.ts';
import { IncompleteFiles } from './files/incomplete-files.ts';
import { IncompleteFilesJob } from './files/incomplete-files.job.ts';
import { IncompletesConfig } from './incompletes.config.ts';
import { IncompletesController } from './incompletes.controller.ts';
import { IncompletesListener } from './incompletes-listener.ts';
import { IncompletesRepository } from './incompletes.repository.ts';
import { IncompletesService } from './incompletes.service.ts';
import { PartitionsController } from '../partitions/partitions.controller.ts';
import { PartitionsService } from '../partitions/partitions.service.ts';
import { IncompleteRetriesJob } from './retry/incomplete-retries.job.ts';

/** Executions that could not be finished: kept, retried, repaired. What runs leave here with their end stands in RunsModule. */
@Module({
  imports: [ObjectTeamsModule, RunsModule, ScenariosModule],
  controllers: [IncompletesController, PartitionsController],
  providers: [
    provideConfig(IncompletesConfig),
    IncompleteContents,
    IncompleteSearch,
    IncompletesListener,
    IncompletesRepository,
    IncompletesService,
    IncompleteFiles,
    IncompleteFilesJob,
    IncompleteRetriesJob,
    PartitionsService,
  ],
})
export class IncompletesModule {}
