import type { SqlClient } from '@ebbflow/persistence';
import { Injectable } from '@nestjs/common';
import { admitRuns } from './sql/admit-runs.sql.ts';
import { lockLanes } from './sql/lock-lanes.sql.ts';

/** Runs of which only so many go on beside each other: those of a scenario, or those of one value of its key. */
export interface Lane {
  readonly tenantId: string;
  readonly lane: string;
}

/**
 * The doors of the lanes. A run is born outside its lane, is let in once, in order, and stays in through pauses, hand-backs and crashes until it has
 * finished; so a lane of one really is one after another, whatever happens in between.
 *
 * outside (`lane_held` false; due, or parked with `due_at` infinity once a claim has come by) → **in** (claimed like any run) → finished.
 *
 * Whoever may have made room or brought a run to the door asks `admit` in the same transaction, as its last writing: the claim that
 * parks, the end of a run, the assignment of a key. That nobody forgets to ask is what keeps a lane from standing still.
 */
@Injectable()
export class RunLanes {
  /** Inside the caller's transaction, as worker. Answers how many were let in; they are due now. */
  async admit(sql: SqlClient, lanes: readonly Lane[]): Promise<number> {
    if (lanes.length === 0) return 0;
    const values = [lanes.map(({ tenantId }) => tenantId), lanes.map(({ lane }) => lane)];
    await sql.query(lockLanes, values);
    return (await sql.query(admitRuns, values)).length;
  }
}
