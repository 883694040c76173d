import { Scenarios1767225600001 } from './0001-scenarios.migration.ts';
import { Runs1767225600002 } from './0002-runs.migration.ts';
import { RunStarts1767225600003 } from './0003-run-starts.migration.ts';
import { ScenarioDrafts1767225600004 } from './0004-scenario-drafts.migration.ts';
import { Schedules1767225600005 } from './0005-schedules.migration.ts';
import { RunMachine1767225600006 } from './0006-run-machine.migration.ts';
import { WhenThingsFail1767225600007 } from './0007-when-things-fail.migration.ts';
import { DataStores1767225600008 } from './0008-data-stores.migration.ts';
import { RunCalls1767225600009 } from './0009-run-calls.migration.ts';
import { PartitionFunctions1767225600010 } from './0010-partition-functions.migration.ts';
import { IncompleteFiles1767225600011 } from './0011-incomplete-files.migration.ts';
import { Idempotency1767225600030 } from './0030-idempotency.migration.ts';
import { RedactionAndLogQuota1767225600040 } from './0040-redaction-and-log-quota.migration.ts';
import { SealsOfParkedRuns1767225600045 } from './0045-seals-of-parked-runs.migration.ts';
import { Erasure1767225600050 } from './0050-erasure.migration.ts';
import { Restriction1767225600055 } from './0055-restriction.migration.ts';
import { LifetimesAndSearchKeys1767225600060 } from './0060-lifetimes-and-search-keys.migration.ts';
import { IdempotencyCaller1767225600070 } from './0070-idempotency-caller.migration.ts';
import { ReplaysWithinTeams1767225600071 } from './0071-replays-within-teams.migration.ts';
import { DataStoresByTeam1767225600072 } from './0072-data-stores-by-team.migration.ts';

/** In the order they run. A new one goes to the end and is never changed once it was released. */
export const EXECUTOR_MIGRATIONS = [
  Scenarios1767225600001,
  Runs1767225600002,
  RunStarts1767225600003,
  ScenarioDrafts1767225600004,
  Schedules1767225600005,
  RunMachine1767225600006,
  WhenThingsFail1767225600007,
  DataStores1767225600008,
  RunCalls1767225600009,
  PartitionFunctions1767225600010,
  IncompleteFiles1767225600011,
  Idempotency1767225600030,
  RedactionAndLogQuota1767225600040,
  SealsOfParkedRuns1767225600045,
  Erasure1767225600050,
  Restriction1767225600055,
  LifetimesAndSearchKeys1767225600060,
  IdempotencyCaller1767225600070,
  ReplaysWithinTeams1767225600071,
  DataStoresByTeam1767225600072,
];
