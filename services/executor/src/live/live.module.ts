import { provideConfig } from '@ebbflow/service-host';
import { Module } from '@nestjs/common';
import { RunsModule } from '../runs/runs.module.ts';
import { InternalLiveController } from './internal-live.controller.ts';
import { LiveConfig } from './live.config.ts';
import { LiveController } from './live.controller.ts';
import { LivePeers } from './live-peers.ts';
import { LiveRowsRepository } from './live-rows.repository.ts';
import { LiveWatchers } from './live-watchers.ts';
import { ReplicaAddress } from './replica-address.ts';
import { ReplicasService } from './replicas.service.ts';
import { RunWatchService } from './run-watch.service.ts';
import { ScenarioWatchService } from './scenario-watch.service.ts';

/** Runs, watched while they go on, from whichever replica one happens to ask. */
@Module({
  imports: [RunsModule],
  controllers: [LiveController, InternalLiveController],
  providers: [
    provideConfig(LiveConfig),
    LiveRowsRepository,
    LivePeers,
    LiveWatchers,
    ReplicaAddress,
    ReplicasService,
    RunWatchService,
    ScenarioWatchService,
  ],
  exports: [ReplicaAddress],
})
export class LiveModule {}
