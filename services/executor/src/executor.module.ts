import { MessagingModule } from '@ebbflow/messaging';
import { PersistenceModule } from '@ebbflow/persistence';
import { ErasureModule } from '@ebbflow/service-host/erasure';
import { SubjectExportModule } from './subject-export/subject-export.module.ts';
import { Module } from '@nestjs/common';
import { EXECUTOR_ERASURE_MAP } from './erasure/executor-erasure-map.ts';
import { IncompletesModule } from './incompletes/incompletes.module.ts';
import { DataStoreEntity } from './data-stores/stores/data-store.entity.ts';
import { DataStructureEntity } from './data-stores/structures/data-structure.entity.ts';
import { EgressModule } from './egress/egress.module.ts';
import { LifetimesModule } from './lifetimes/lifetimes.module.ts';
import { LifetimesOfTenantsModule } from './lifetimes/lifetimes-of-tenants.module.ts';
import { LiveModule } from './live/live.module.ts';
import { ObjectTeamsModule } from './object-teams/object-teams.module.ts';
import { PayloadKeysModule } from './payload-keys.module.ts';
import { ReplaysModule } from './replays/replays.module.ts';
import { RunCallsModule } from './run-calls/run-calls.module.ts';
import { RunsModule } from './runs/runs.module.ts';
import { ScenarioHealthModule } from './scenario-health/scenario-health.module.ts';
import { ScenarioDraftEntity } from './scenarios/drafts/scenario-draft.entity.ts';
import { ScenarioFolderEntity } from './scenarios/folders/scenario-folder.entity.ts';
import { ScenarioEntity } from './scenarios/scenario.entity.ts';
import { ScenarioHookEntity } from './scenarios/scenario-hook.entity.ts';
import { ScenarioVersionEntity } from './scenarios/scenario-version.entity.ts';
import { ScenariosModule } from './scenarios/scenarios.module.ts';
import { SchedulesModule } from './schedules/schedules.module.ts';
import { UsageModule } from './usage/usage.module.ts';
import { CustomVariableEntity } from './variables/custom-variable.entity.ts';

@Module({
  imports: [
    PersistenceModule.forService({
      schema: 'executor',
      entities: [
        ScenarioEntity,
        ScenarioVersionEntity,
        ScenarioHookEntity,
        ScenarioDraftEntity,
        ScenarioFolderEntity,
        DataStoreEntity,
        CustomVariableEntity,
        DataStructureEntity,
      ],
    }),
    MessagingModule.forService({ schema: 'executor', outbox: true }),
    SubjectExportModule,
    ErasureModule.forService({ service: 'executor', map: EXECUTOR_ERASURE_MAP }),
    PayloadKeysModule,
    LifetimesOfTenantsModule,
    ObjectTeamsModule,
    ScenariosModule,
    EgressModule,
    RunsModule,
    SchedulesModule,
    UsageModule,
    LifetimesModule,
    LiveModule,
    RunCallsModule,
    ScenarioHealthModule,
    IncompletesModule,
    ReplaysModule,
  ],
})
export class ExecutorModule {}
