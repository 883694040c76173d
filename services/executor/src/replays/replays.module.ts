import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { ObjectTeamsModule } from '../object-teams/object-teams.module.ts';
import { RunsModule } from '../runs/runs.module.ts';
import { BulkReplaysService } from './bulk-replays.service.ts';
import { KeptRuns } from './kept-runs.ts';
import { ReplayPages } from './replay-pages.ts';
import { ReplaysConfig } from './replays.config.ts';
import { ReplaysController } from './replays.controller.ts';
import { ReplaysJob } from './replays.job.ts';
import { ReplaysService } from './replays.service.ts';

/** Past runs done again. */
@Module({
  imports: [ObjectTeamsModule, RunsModule],
  controllers: [ReplaysController],
  providers: [provideConfig(ReplaysConfig), KeptRuns, ReplayPages, ReplaysJob, ReplaysService, BulkReplaysService],
})
export class ReplaysModule {}
