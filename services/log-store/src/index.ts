import { defineService } from '@ebbflow/service-host';
import { LogStoreModule } from './log-store.module.ts';
import { ActivityAndDetails1767225600001 } from './migrations/0001-activity-and-details.migration.ts';
import { InputsAndNotifications1767225600002 } from './migrations/0002-inputs-and-notifications.migration.ts';
import { ErasedRuns1767225600003 } from './migrations/0003-erased-runs.migration.ts';
import { PartitionFunctions1767225600004 } from './migrations/0004-partition-functions.migration.ts';
import { RunsOutOfRuns1767225600010 } from './migrations/0010-runs-out-of-runs.migration.ts';
import { LifetimesAndSearch1767225600020 } from './migrations/0020-lifetimes-and-search.migration.ts';
import { Erasure1767225600050 } from './migrations/0050-erasure.migration.ts';
import { LogStreams1767225600030 } from './migrations/0030-log-streams.migration.ts';
import { LogStreamAudit1767225600031 } from './migrations/0031-log-stream-audit.migration.ts';
import { LogStoreObjectTeams } from './object-teams/log-store-object-teams.ts';

export const logStoreService = defineService({
  name: 'log-store',
  module: LogStoreModule,
  objectTeams: LogStoreObjectTeams,
  migrations: [
    ActivityAndDetails1767225600001,
    InputsAndNotifications1767225600002,
    ErasedRuns1767225600003,
    PartitionFunctions1767225600004,
    RunsOutOfRuns1767225600010,
    LogStreams1767225600030,
    LogStreamAudit1767225600031,
    LifetimesAndSearch1767225600020,
    Erasure1767225600050,
  ],
});
