import { Scenarios1767225600001 } from './0001-scenarios.migration.ts';
import { Runs1767225600002 } from './0002-runs.migration.ts';
import { RunStarts1767225600003 } from './0003-run-starts.migration.ts';
import { ScenarioDrafts1767225600004 } from './0004-scenario-drafts.migration.ts';
import { RunMachine1767225600006 } from './0006-run-machine.migration.ts';
import { RunCalls1767225600009 } from './0009-run-calls.migration.ts';

/** In the order they run. A new one goes to the end and is never changed once it was released. */
export const EXECUTOR_MIGRATIONS = [
  Scenarios1767225600001,
  Runs1767225600002,
  RunStarts1767225600003,
  ScenarioDrafts1767225600004,
  RunMachine1767225600006,
  RunCalls1767225600009,
];
