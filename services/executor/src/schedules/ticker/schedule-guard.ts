import type { SqlClient } from '@ebbflow/persistence';

export interface DueSchedule {
  readonly tenantId: string;
  readonly scenarioId: string;
}

/**
 * Has a say before a schedule starts its scenario: incomplete executions must be resolved first, an earlier run is not done.
 * What waits is asked about again a few seconds later, and then starts once for all the instants that came meanwhile.
 */
export interface ScheduleGuard {
  /** One statement for the batch, as worker, inside the transaction that starts the others. Answers the ids of the scenarios that must wait. */
  waiting(sql: SqlClient, due: readonly DueSchedule[]): Promise<ReadonlySet<string>>;
}

/** All guards (readonly ScheduleGuard[]); one that is added goes into schedules.module.ts. */
export const SCHEDULE_GUARDS = Symbol('SCHEDULE_GUARDS');
